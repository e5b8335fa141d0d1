package io.lexstream.flinkjobs;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the enrichment job works. Read from {@link Settings} with {@link #from}; there is no other
 * source of defaults.
 *
 * @param connection where Kafka and the schema registry are
 * @param analyzer which models, on what
 * @param name names the job, its consumer group and its transactions; two jobs on one Kafka cluster
 *     need two names
 * @param delivery what readers are promised
 * @param start what to do without a checkpoint to begin from
 * @param capacity records in flight at most, per parallel instance
 * @param inFlightBytes bytes that {@code capacity} records may have together, if all are as large
 *     as can be
 * @param maxTextBytes longest text, in bytes of UTF-8
 * @param checkpointInterval from the beginning of a checkpoint to that of the next
 * @param longestCheckpoint a checkpoint that takes longer fails the job
 * @param restarts what happens after a failure
 * @param transactionTimeout after how long the broker gives up a transaction that is not committed
 */
public record EnrichmentConfig(
    ConnectionSettings connection,
    AnalyzerSettings analyzer,
    String name,
    Delivery delivery,
    Start start,
    int capacity,
    long inFlightBytes,
    int maxTextBytes,
    Duration checkpointInterval,
    Duration longestCheckpoint,
    RestartSettings restarts,
    Duration transactionTimeout)
    implements Serializable {

  public static final Setting<String> NAME =
      Setting.text(
              "enrichment.name",
              "letters, digits, dots, dashes and underscores",
              "[a-zA-Z0-9._-]{1,200}",
              "Names the job, its consumer group and its transactions.")
          .withDefault("lexstream-enrichment");

  public static final Setting<Delivery> DELIVERY =
      Setting.choice("enrichment.delivery", Delivery.class, "What readers of results are promised.")
          .withDefault(Delivery.EXACTLY_ONCE);

  public static final Setting<Start> START =
      Setting.choice(
              "enrichment.start",
              Start.class,
              "Whether exactly-once may begin at committed offsets, where records in flight are"
                  + " lost.")
          .withDefault(Start.FROM_STATE);

  public static final Setting<Integer> CAPACITY =
      Setting.integer(
              "enrichment.capacity",
              1,
              1_000_000,
              "Records in flight at most, per parallel instance.")
          .withDefault(256);

  public static final Setting<Long> IN_FLIGHT_SIZE =
      Setting.size(
              "enrichment.in-flight-size",
              "Memory that records in flight may take, per parallel instance, if all are as large"
                  + " as can be.")
          .withDefault(512L << 20);

  public static final Setting<Duration> CHECKPOINT_INTERVAL =
      Setting.duration(
              "enrichment.checkpoint-interval",
              "Time between checkpoints. Results become visible with them.")
          .withDefault(Duration.ofSeconds(10));

  public static final Setting<Duration> LONGEST_CHECKPOINT =
      Setting.duration(
              "enrichment.longest-checkpoint", "A checkpoint that takes longer fails the job.")
          .withDefault(Duration.ofMinutes(3));

  public static final Setting<Duration> TRANSACTION_TIMEOUT =
      Setting.duration(
              "enrichment.transaction-timeout",
              "After how long the broker gives up a transaction that is not committed.")
          .withDefault(Duration.ofMinutes(15));

  /** What a process declares to {@link Settings} to use {@link #from}. */
  public static final List<Setting<?>> SETTINGS = settings();

  private static final long serialVersionUID = 1L;

  private static List<Setting<?>> settings() {
    var all = new ArrayList<Setting<?>>(ConnectionSettings.SETTINGS);
    all.addAll(AnalyzerSettings.SETTINGS);
    all.addAll(RestartSettings.SETTINGS);
    all.addAll(
        List.of(
            NAME,
            DELIVERY,
            START,
            CAPACITY,
            IN_FLIGHT_SIZE,
            DocumentJson.MAX_TEXT_SIZE,
            CHECKPOINT_INTERVAL,
            LONGEST_CHECKPOINT,
            TRANSACTION_TIMEOUT));
    return List.copyOf(all);
  }

  public static EnrichmentConfig from(Settings settings) {
    return new EnrichmentConfig(
        ConnectionSettings.from(settings),
        AnalyzerSettings.from(settings),
        settings.get(NAME),
        settings.get(DELIVERY),
        settings.get(START),
        settings.get(CAPACITY),
        settings.get(IN_FLIGHT_SIZE),
        Math.toIntExact(settings.get(DocumentJson.MAX_TEXT_SIZE)),
        settings.get(CHECKPOINT_INTERVAL),
        settings.get(LONGEST_CHECKPOINT),
        RestartSettings.from(settings),
        settings.get(TRANSACTION_TIMEOUT));
  }
}
