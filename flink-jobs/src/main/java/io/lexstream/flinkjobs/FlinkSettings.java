package io.lexstream.flinkjobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What the job needs of Flink, as Flink's own options. */
final class FlinkSettings {

  /** The pause is the first one again after the job has run this long, in longest pauses. */
  private static final int CALM = 10;

  private FlinkSettings() {}

  static Configuration of(EnrichmentConfig config) {
    var flink = new Configuration();
    // A type that Flink cannot take apart would go through Kryo: slow, and unreadable after an
    // upgrade.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, mode(config.delivery()));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
    flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, config.longestCheckpoint());
    // A transaction is as old as the oldest checkpoint it waits for: no second one beside it, and
    // none may fail unnoticed.
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
    Duration calm = restarts.longestPause().multipliedBy(CALM);
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, calm);
    if (restarts.attempts() > 0) {
      flink.set(
          RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, restarts.attempts());
    }
  }
}
