package io.lexstream.flinkjobs;

import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How the job restarts after a failure: after a pause that grows.
 *
 * @param firstPause pause before the first restart
 * @param longestPause limit of the pause
 * @param attempts consecutive restarts before the job fails; 0: no limit
 * @param longestRestart longest time without the job, from the failure to the end of recovery, for
 *     which uncommitted output is kept
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
              "Consecutive restarts before the job fails; 0 for no limit.")
          .withDefault(0);

  public static final Setting<Duration> LONGEST_RESTART =
      Setting.duration(
              "enrichment.restart.longest",
              "Longest restart, from failure to recovery, for which uncommitted transactions are kept.")
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
