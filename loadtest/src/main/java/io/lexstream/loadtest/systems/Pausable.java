package io.lexstream.loadtest.systems;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RpcOptions;

/** Flink options that let a job's process be paused for minutes and continue. */
public final class Pausable {

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(500);

  private Pausable() {}

  /** Options for the cluster and the job. */
  public static Configuration options() {
    var options = new Configuration();
    // A pause must not let heartbeats, requests or checkpoints time out.
    options.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, LONGEST_PAUSE);
    options.set(RpcOptions.ASK_TIMEOUT_DURATION, LONGEST_PAUSE);
    options.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, LONGEST_PAUSE);
    // Without a minimum, Flink runs the checkpoints that a pause delayed one after another.
    options.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, BETWEEN_CHECKPOINTS);
    return options;
  }
}
