package io.lexstream.loadtest.meter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The meter reads a simulated pipeline with known delays and a clock that the test sets. */
class TopicMeterLatencyTest {

  private static final TopicPartition RESULTS = new TopicPartition("results", 0);

  /** A clock that the test sets. */
  private static final class ManualClock implements InstantSource {
    private long millis;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  private final ManualClock clock = new ManualClock();
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
  private long offset;

  @Test
  void latenciesAreTheDelaysOfTheSimulatedPipeline() {
    // Given
    var delays = new SplittableRandom(11);
    var events = new HashMap<String, Long>();
    var expected = new ArrayList<Long>();
    var meter = meter();
    for (int i = 0; i < 1_000; i++) {
      var key = "d" + i;
      long event = 10L * i;
      long delay = delays.nextLong(20, 900);
      events.put(key, event);
      expected.add(delay);
      visibleAt(event + delay, key);
    }

    // When
    var latencies = meter.await(1_000, Duration.ofDays(1)).latencies(events);

    // Then
    expected.sort(null);
    assertThat(latencies.getTotalCount()).isEqualTo(1_000);
    assertThat(latencies.getMaxValue()).isEqualTo(expected.get(999));
    assertThat(latencies.getMinValue()).isEqualTo(expected.get(0));
    for (int percent : new int[] {10, 50, 90, 99}) {
      assertThat(latencies.getValueAtPercentile(percent)).isEqualTo(expected.get(10 * percent - 1));
    }
  }

  @Test
  void aStallOfTheSenderCountsAsLatencyOfTheDelayedDocuments() {
    // Given: documents scheduled for 0, 100 and 200, with results at 260
    var meter = meter();
    var events = Map.of("a", 0L, "b", 100L, "c", 200L);
    events.keySet().stream().sorted().forEach(key -> visibleAt(260, key));

    // When
    var observation = meter.await(3, Duration.ofDays(1));

    // Then
    var latencies = observation.latencies(events);
    assertThat(latencies.getMaxValue()).isEqualTo(260);
    assertThat(latencies.getMinValue()).isEqualTo(60);
    assertThat(observation.largestLag(events)).isEqualTo(3);
  }

  @Test
  void endsAfterATimeWithoutRecordsAndCountsMissingDocuments() {
    // Given
    var meter = meter();
    visibleAt(5, "a");
    visibleAt(6, "a");
    visibleAt(7, "unknown");
    consumer.schedulePollTask(() -> clock.millis = 60_000);

    // When
    var observation = meter.await(3, Duration.ofSeconds(30));

    // Then
    assertThat(observation.counts(Set.of("a", "b")))
        .isEqualTo(new Observation.Counts(1, 0, 1, 1, 1));
  }

  private TopicMeter meter() {
    consumer.assign(List.of(RESULTS));
    consumer.updateBeginningOffsets(Map.of(RESULTS, 0L));
    return new TopicMeter(consumer, Set.of(), Duration.ofMillis(1), clock);
  }

  /** Makes a record visible to the next read at that time. */
  private void visibleAt(long millis, String key) {
    consumer.schedulePollTask(
        () -> {
          clock.millis = millis;
          consumer.addRecord(
              new ConsumerRecord<>(RESULTS.topic(), 0, offset++, key.getBytes(UTF_8), new byte[0]));
        });
  }
}
