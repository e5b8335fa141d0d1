package io.lexstream.streamsapp.read.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.read.feed.SeenRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PulseTest {

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = START;
  private final Pulse pulse = new Pulse(() -> now, new SimpleMeterRegistry());

  @Test
  void countsWhatIsNewAndNeitherThePastNorErasures() {
    // When
    see(Topic.ENRICHED, 100, true, "text");
    see(Topic.ENRICHED, 100, false, "text");
    see(Topic.ENRICHED, 100, true, null);
    see(Topic.DEAD_LETTERS, 100, true, null);

    // Then
    assertThat(pulse.read().totals())
        .containsEntry(Topic.ENRICHED, 1L)
        .containsEntry(Topic.DEAD_LETTERS, 1L);
  }

  @Test
  void theRateIsTakenOverTenSecondsThatAreWhole() {
    // Given
    for (int second = 0; second < 20; second++) {
      for (int i = 0; i < 30; i++) {
        see(Topic.ENRICHED, 10, true, "text");
      }
      pass(Duration.ofSeconds(1));
    }

    // When
    var reading = pulse.read();

    // Then
    assertThat(reading.perSecond()).isEqualTo(30.0);
    assertThat(reading.history()).hasSize(10).allMatch(moment -> moment.perSecond() == 30.0);
  }

  @Test
  void delaysAreToldToWithinAPercentAndForgottenAfterAMinute() {
    // Given
    see(Topic.ENRICHED, 300_000, true, "long ago");
    pass(Duration.ofSeconds(70));
    for (int i = 1; i <= 100; i++) {
      see(Topic.ENRICHED, i * 10, true, "text");
    }

    // When
    var delay = pulse.read().delay();

    // Then
    assertThat(delay.documents()).isEqualTo(100);
    assertThat(delay.p50()).isBetween(495L, 505L);
    assertThat(delay.p99()).isBetween(980L, 1000L);
    assertThat(delay.max()).isBetween(990L, 1010L);
  }

  @Test
  void aClockThatRunsBehindMakesNoNegativeDelays() {
    // When
    see(Topic.ENRICHED, -5_000, true, "text");

    // Then
    assertThat(pulse.read().delay().max()).isZero();
  }

  @Test
  void fiveMinutesAreKept() {
    // Given
    see(Topic.ENRICHED, 10, true, "text");
    pass(Duration.ofMinutes(30));

    // When
    var history = pulse.read().history();

    // Then
    assertThat(history).hasSize(Pulse.SLICES).allMatch(moment -> moment.perSecond() == 0);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void see(Topic topic, long delayMs, boolean isNew, String value) {
    pulse.seen(new SeenRecord(topic, record(delayMs, value), now, isNew));
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
