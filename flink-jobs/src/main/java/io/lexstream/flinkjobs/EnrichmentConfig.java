package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of the enrichment job, read from {@link Settings} with {@link #from}. Each
 * setting declares its default.
 *
 * @param connection where Kafka and the schema registry are
 * @param analyzer the model packages and how to run them
 * @param name name of the job, its consumer group and its transactions; two jobs on one Kafka
 *     cluster need two names
 * @param delivery the delivery guarantee
 * @param start what to do at a start without a checkpoint
 * @param capacity limit of records in flight, per parallel instance
 * @param inFlightBytes limit of the bytes of {@code capacity} records of the largest size
 * @param maxTextBytes longest text, in bytes of UTF-8
 * @param checkpointInterval time from the start of a checkpoint to the start of the next
 * @param longestCheckpoint a checkpoint that takes longer fails the job
 * @param restarts what happens after a failure
 * @param transactionTimeout how long the broker keeps an uncommitted transaction before aborting it
 */
public record EnrichmentConfig(
    ConnectionSettings connection,
    AnalyzerOptions analyzer,
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
              "Name of the job, its consumer group and its transactions.")
          .withDefault("lexstream-enrichment");

  public static final Setting<Delivery> DELIVERY =
      Setting.choice(
              "enrichment.delivery",
              Delivery.class,
              "The delivery guarantee for readers of results.")
          .withDefault(Delivery.EXACTLY_ONCE);

  public static final Setting<Start> START =
      Setting.choice(
              "enrichment.start",
              Start.class,
              "Whether an exactly-once job without a checkpoint may start at committed offsets;"
                  + " records that were in flight are then lost.")
          .withDefault(Start.FROM_STATE);

  public static final Setting<Integer> CAPACITY =
      Setting.integer(
              "enrichment.capacity",
              1,
              1_000_000,
              "Limit of records in flight, per parallel instance.")
          .withDefault(256);

  public static final Setting<Long> IN_FLIGHT_SIZE =
      Setting.size(
              "enrichment.in-flight-size",
              "Memory for records in flight, per parallel instance, if all have the largest size.")
          .withDefault(512L << 20);

  public static final Setting<Duration> CHECKPOINT_INTERVAL =
      Setting.duration(
              "enrichment.checkpoint-interval",
              "Time between checkpoints. A checkpoint makes results visible.")
          .withDefault(Duration.ofSeconds(10));

  public static final Setting<Duration> LONGEST_CHECKPOINT =
      Setting.duration(
              "enrichment.longest-checkpoint", "A checkpoint that takes longer fails the job.")
          .withDefault(Duration.ofMinutes(3));

  public static final Setting<Duration> TRANSACTION_TIMEOUT =
      Setting.duration(
              "enrichment.transaction-timeout",
              "How long the broker keeps an uncommitted transaction before aborting it.")
          .withDefault(Duration.ofMinutes(15));

  /**
   * Every setting, for a process that declares them to {@link Settings} and calls {@link #from}.
   */
  public static final List<Setting<?>> SETTINGS = settings();

  private static final long serialVersionUID = 1L;

  private static List<Setting<?>> settings() {
    var all = new ArrayList<Setting<?>>(ConnectionSettings.SETTINGS);
    all.addAll(AnalyzerOptions.SETTINGS);
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
        AnalyzerOptions.from(settings),
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
