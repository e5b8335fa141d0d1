package io.lexstream.flinkjobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** The Flink options that the job needs. */
final class FlinkSettings {

  /** The back-off is reset after the job has run for this many longest pauses. */
  private static final int RESET_AFTER_PAUSES = 10;

  private FlinkSettings() {}

  static Configuration of(EnrichmentConfig config) {
    var flink = new Configuration();
    // A type without a serializer of Flink's would use Kryo, which is slow and may be unreadable
    // after an upgrade.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, mode(config.delivery()));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
    flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, config.longestCheckpoint());
    // A transaction is open until its checkpoint completes: checkpoints must not overlap, and none
    // may fail unnoticed.
    flink.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    restarts(flink, config.restarts());
    return flink;
  }

  private static CheckpointingMode mode(Delivery delivery) {
    return delivery == Delivery.EXACTLY_ONCE
        ? CheckpointingMode.EXACTLY_ONCE
        : CheckpointingMode.AT_LEAST_ONCE;
  }

  private static void restarts(Configuration flink, RestartSettings restarts) {
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        restarts.firstPause());
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        restarts.longestPause());
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    Duration resetAfter = restarts.longestPause().multipliedBy(RESET_AFTER_PAUSES);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        resetAfter);
    if (restarts.attempts() > 0) {
      flink.set(
          RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, restarts.attempts());
    }
  }
}
