package io.lexstream.streamsapp.read.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.read.feed.CommittedRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PipelineStatsTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = START;
  private final PipelineStats stats = new PipelineStats(() -> now, new SimpleMeterRegistry());

  @Test
  void countsNewRecordsWithoutErasures() {
    // When
    see(Topic.ENRICHED, 100, true, "text");
    see(Topic.ENRICHED, 100, false, "text");
    see(Topic.ENRICHED, 100, true, null);
    see(Topic.DEAD_LETTERS, 100, true, null);

    // Then
    assertThat(stats.snapshot().totals())
        .containsEntry(Topic.ENRICHED, 1L)
        .containsEntry(Topic.DEAD_LETTERS, 1L);
  }

  @Test
  void theRateIsTheAverageOfTenSeconds() {
    // Given
    for (int second = 0; second < 20; second++) {
      for (int i = 0; i < 30; i++) {
        see(Topic.ENRICHED, 10, true, "text");
      }
      pass(Duration.ofSeconds(1));
    }

    // When
    var snapshot = stats.snapshot();

    // Then
    assertThat(snapshot.perSecond()).isEqualTo(30.0);
    assertThat(snapshot.history()).hasSize(10).allMatch(interval -> interval.perSecond() == 30.0);
  }

  @Test
  void delaysAreWithinOnePercentAndForgottenAfterAMinute() {
    // Given
    see(Topic.ENRICHED, 300_000, true, "long ago");
    pass(Duration.ofSeconds(70));
    for (int i = 1; i <= 100; i++) {
      see(Topic.ENRICHED, i * 10, true, "text");
    }

    // When
    var latency = stats.snapshot().latency();

    // Then
    assertThat(latency.documents()).isEqualTo(100);
    assertThat(latency.p50()).isBetween(495L, 505L);
    assertThat(latency.p99()).isBetween(980L, 1000L);
    assertThat(latency.max()).isBetween(990L, 1010L);
  }

  @Test
  void aClockThatIsBehindGivesNoNegativeDelays() {
    // When
    see(Topic.ENRICHED, -5_000, true, "text");

    // Then
    assertThat(stats.snapshot().latency().max()).isZero();
  }

  @Test
  void theHistoryHasFiveMinutes() {
    // Given
    see(Topic.ENRICHED, 10, true, "text");
    pass(Duration.ofMinutes(30));

    // When
    var history = stats.snapshot().history();

    // Then
    assertThat(history)
        .hasSize(PipelineStats.SLICES)
        .allMatch(interval -> interval.perSecond() == 0);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void see(Topic topic, long delayMs, boolean isNew, String value) {
    stats.onRecord(new CommittedRecord(topic, record(delayMs, value), now, isNew));
  }

  private ConsumerRecord<byte[], byte[]> record(long delayMs, String value) {
    return new ConsumerRecord<>(
        "any",
        0,
        0,
        now.toEpochMilli() - delayMs,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        value == null ? null : value.getBytes(UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }
}
