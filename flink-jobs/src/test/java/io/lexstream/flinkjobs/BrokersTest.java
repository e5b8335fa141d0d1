package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.util.clock.ManualClock;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BrokersTest {

  private final ManualClock clock = new ManualClock();
  private final Brokers brokers =
      new Brokers(
          TestConfigs.config("unused:1", "brokers.", Path.of("models"), Map.of()), null, clock);

  @Test
  void allQueriesTogetherHaveOneDeadline() {
    // Given
    var first = brokers.query("first", admin -> KafkaFuture.completedFuture("answer"));

    // When
    clock.advanceTime(Brokers.TIMEOUT.plus(Duration.ofMillis(1)));

    // Then
    assertThat(first).contains("answer");
    assertThatThrownBy(() -> brokers.query("second", admin -> new KafkaFutureImpl<String>()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("Kafka at unused:1 does not answer")
        .hasMessageEndingWith("start it or correct kafka.bootstrap-servers");
  }

  @Test
  void aQueryThatIsNotAuthorizedHasNoAnswer() {
    // Given
    var rejected = new KafkaFutureImpl<String>();
    rejected.completeExceptionally(new ClusterAuthorizationException("no permission"));

    // When
    var answer = brokers.query("configuration", admin -> rejected);

    // Then
    assertThat(answer).isEmpty();
  }

  @Test
  void aQueryThatFailsNamesTheCause() {
    // Given
    var failed = new KafkaFutureImpl<String>();
    failed.completeExceptionally(new IllegalStateException("no such host"));

    // Then
    assertThatThrownBy(() -> brokers.query("configuration", admin -> failed))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no such host");
  }
}
