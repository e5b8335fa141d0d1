package io.lexstream.loadtest.systems;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RpcOptions;

/** What lets a job of Flink stand still for minutes and go on as if nothing had been. */
public final class Pausable {

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration BETWEEN_CHECKPOINTS = Duration.ofMillis(500);

  private Pausable() {}

  /** Options for its cluster and for the job itself. */
  public static Configuration options() {
    var options = new Configuration();
    // Its parts are not to take one another for dead, nor to give up what they asked.
    options.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, LONGEST_PAUSE);
    options.set(RpcOptions.ASK_TIMEOUT_DURATION, LONGEST_PAUSE);
    options.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, LONGEST_PAUSE);
    // Not to make up for all the checkpoints that were missed, one upon another.
    options.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, BETWEEN_CHECKPOINTS);
    return options;
  }
}
