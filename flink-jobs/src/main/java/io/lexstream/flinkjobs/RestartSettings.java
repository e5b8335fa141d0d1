package io.lexstream.flinkjobs;

import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What happens after a failure: a restart after a pause that grows.
 *
 * @param firstPause pause before the first restart
 * @param longestPause the pause grows up to this
 * @param attempts restarts before the job fails for good; 0: it never does
 * @param longestRestart how long the job may be down before uncommitted output is in danger:
 *     noticing the failure, pauses and recovery together
 */
public record RestartSettings(
    Duration firstPause, Duration longestPause, int attempts, Duration longestRestart)
    implements Serializable {

  public static final Setting<Duration> FIRST_PAUSE =
      Setting.duration("enrichment.restart.first-pause", "Pause before the first restart.")
          .withDefault(Duration.ofSeconds(1));

  public static final Setting<Duration> LONGEST_PAUSE =
      Setting.duration("enrichment.restart.longest-pause", "Longest pause before a restart.")
          .withDefault(Duration.ofMinutes(1));

  public static final Setting<Integer> ATTEMPTS =
      Setting.integer(
              "enrichment.restart.attempts",
              0,
              Integer.MAX_VALUE,
              "Restarts in a row before the job fails for good; 0 for no end.")
          .withDefault(0);

  public static final Setting<Duration> LONGEST_RESTART =
      Setting.duration(
              "enrichment.restart.longest",
              "How long the job may be down: uncommitted transactions are kept for that long.")
          .withDefault(Duration.ofMinutes(10));

  static final List<Setting<?>> SETTINGS =
      List.of(FIRST_PAUSE, LONGEST_PAUSE, ATTEMPTS, LONGEST_RESTART);

  private static final long serialVersionUID = 1L;

  static RestartSettings from(Settings settings) {
    return new RestartSettings(
        settings.get(FIRST_PAUSE),
        settings.get(LONGEST_PAUSE),
        settings.get(ATTEMPTS),
        settings.get(LONGEST_RESTART));
  }
}
