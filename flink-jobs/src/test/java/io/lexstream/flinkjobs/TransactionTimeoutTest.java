package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestTopicsExtension.class)
class TransactionTimeoutTest {

  private static final Path MODELS = Path.of("models");

  @Test
  void theDefaultsFitABrokersDefaults(TestTopics topics) {
    // Given
    var config = TestConfigs.config(topics, MODELS, Map.of());

    // When, Then
    assertThatCode(() -> check(config)).doesNotThrowAnyException();
  }

  @Test
  void oneShorterThanCheckpointAndRestartIsRejected(TestTopics topics) {
    // Given
    var config =
        TestConfigs.config(
            topics,
            MODELS,
            Map.of(
                "enrichment.checkpoint-interval", "10s",
                "enrichment.longest-checkpoint", "60s",
                "enrichment.restart.longest", "120s",
                "enrichment.transaction-timeout", "60s"));

    // When, Then
    assertThatThrownBy(() -> check(config))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "transaction timeout 60 s is not longer than checkpoint interval, longest checkpoint"
                + " and longest restart together, 190 s: raise enrichment.transaction-timeout or"
                + " lower enrichment.restart.longest");
  }

  @Test
  void oneLongerThanTheBrokerAllowsIsRejected(TestTopics topics) {
    // Given
    var config = TestConfigs.config(topics, MODELS, Map.of("enrichment.transaction-timeout", "1h"));

    // When, Then
    assertThatThrownBy(() -> check(config))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "transaction timeout 3600 s is longer than the broker allows, 900 s: raise"
                + " transaction.max.timeout.ms on the brokers or lower"
                + " enrichment.transaction-timeout");
  }

  @Test
  void itIsCheckedBeforeTheJobStarts(TestTopics topics) {
    // Given
    var config = TestConfigs.config(topics, MODELS, Map.of("enrichment.transaction-timeout", "1h"));
    var environment = new StreamExecutionEnvironment();

    // When, Then
    assertThatThrownBy(() -> EnrichmentJob.define(environment, config))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("transaction timeout");
  }

  private static void check(EnrichmentConfig config) {
    try (var brokers = Brokers.of(config, SystemClock.getInstance())) {
      TransactionTimeout.check(config, brokers);
    }
  }
}
