package io.lexstream.streamsapp;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Topic;
import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.policy.PolicyParser;
import io.lexstream.streamsapp.write.intake.SourceTopic;
import io.lexstream.streamsapp.write.intake.SourceTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The configuration of the streams app, read from {@link Settings} with {@link #from}. Each
 * component has the value of the setting with its name; the setting declares default, check and
 * description.
 *
 * @param maxTextBytes {@link DocumentJson#MAX_TEXT_SIZE}, in bytes of UTF-8
 * @param sources {@link #SOURCES}: topics that intake reads in addition to the inbox
 * @param policy the policy in the file {@link #POLICY}, or the shipped one
 */
public record StreamsAppConfig(
    ConnectionSettings connection,
    String name,
    Delivery delivery,
    Duration commitInterval,
    int threads,
    int standbyReplicas,
    int replicationFactor,
    Path stateDir,
    Duration resultsKept,
    int maxTextBytes,
    List<SourceTopic> sources,
    Policy policy,
    List<String> watchedGroups,
    Map<String, String> kafkaStreamsProperties) {

  /** Leaves space for attributes and names, which have limits of their own. */
  private static final int LARGEST_TEXT = Topic.DOCUMENTS.largestRecord() - 320 * 1024;

  public static final Setting<String> NAME =
      Setting.text(
              "streams.name",
              "letters, digits, dots, dashes and underscores",
              "[a-zA-Z0-9._-]{1,200}",
              "Names the app's consumer group, transactions and internal topics.")
          .withDefault("lexstream-streams-app");

  public static final Setting<Delivery> DELIVERY =
      Setting.choice(
              "streams.delivery", Delivery.class, "Delivery guarantee of decisions and documents.")
          .withDefault(Delivery.EXACTLY_ONCE);

  public static final Setting<Duration> COMMIT_INTERVAL =
      Setting.duration(
              "streams.commit-interval",
              "Time between commits. Results become visible with each commit.")
          .withDefault(Duration.ofSeconds(1));

  public static final Setting<Integer> THREADS =
      Setting.integer("streams.threads", 1, 256, "Stream threads of one instance.").withDefault(1);

  public static final Setting<Integer> STANDBY_REPLICAS =
      Setting.integer(
              "streams.standby-replicas",
              0,
              10,
              "Further instances that hold a copy of each store.")
          .withDefault(1);

  public static final Setting<Integer> REPLICATION_FACTOR =
      Setting.integer(
              "streams.replication-factor",
              -1,
              10,
              "Replicas of internal topics; -1 for the broker's default.")
          .withDefault(-1);

  public static final Setting<String> STATE_DIR =
      Setting.text("streams.state-dir", "Folder for stores; each instance needs its own.")
          .withDefault("lexstream-state");

  public static final Setting<Duration> RESULTS_KEPT =
      Setting.duration(
              "streams.results-kept", "How long results and decisions can be looked up by id.")
          .withDefault(Duration.ofDays(7));

  public static final Setting<List<String>> WATCHED_GROUPS =
      Setting.list(
              "streams.watched-groups",
              "Consumer groups whose lag is reported besides the app's own: enrichment jobs.")
          .withDefault(List.of("lexstream-enrichment"));

  public static final Setting<Map<String, String>> KAFKA_STREAMS_PROPERTIES =
      Setting.section(
          "streams.properties", "Properties of Kafka Streams, with their names in Kafka.");

  public static final Setting<Map<String, String>> SOURCES =
      Setting.section(
          "intake.topics",
          "Topics that intake reads in addition to the inbox: a name for each, with topic, format and"
              + " paths.");

  public static final Setting<String> POLICY =
      Setting.text(
              "moderation.policy",
              "Policy file. If unset, the policy that ships with Lexstream applies.")
          .optional();

  /**
   * Every setting, for a process that declares them to {@link Settings} and calls {@link #from}.
   */
  public static final List<Setting<?>> SETTINGS = settings();

  public StreamsAppConfig {
    if (maxTextBytes > LARGEST_TEXT) {
      throw new SettingsException(
          DocumentJson.MAX_TEXT_SIZE.key()
              + " is "
              + maxTextBytes
              + " bytes: it must be at most "
              + LARGEST_TEXT
              + ", so that a document fits on its topic");
    }
    sources = List.copyOf(sources);
    watchedGroups = List.copyOf(watchedGroups);
    kafkaStreamsProperties = Map.copyOf(kafkaStreamsProperties);
  }

  /**
   * Reads the configuration of the streams app from {@code settings}.
   *
   * @throws io.lexstream.settings.SettingsException if a source topic is not configured properly
   * @throws io.lexstream.streamsapp.policy.PolicyException if the policy is invalid
   */
  public static StreamsAppConfig from(Settings settings) {
    var connection = ConnectionSettings.from(settings);
    return new StreamsAppConfig(
        connection,
        settings.get(NAME),
        settings.get(DELIVERY),
        settings.get(COMMIT_INTERVAL),
        settings.get(THREADS),
        settings.get(STANDBY_REPLICAS),
        settings.get(REPLICATION_FACTOR),
        Path.of(settings.get(STATE_DIR)),
        settings.get(RESULTS_KEPT),
        (int) Math.min(settings.get(DocumentJson.MAX_TEXT_SIZE), Integer.MAX_VALUE),
        SourceTopics.from(SOURCES.key(), settings.get(SOURCES), connection.topics()),
        settings
            .find(POLICY)
            .map(file -> PolicyParser.read(Path.of(file)))
            .orElseGet(PolicyParser::shipped),
        settings.get(WATCHED_GROUPS),
        settings.get(KAFKA_STREAMS_PROPERTIES));
  }

  private static List<Setting<?>> settings() {
    var all = new ArrayList<Setting<?>>(ConnectionSettings.SETTINGS);
    all.addAll(
        List.of(
            NAME,
            DELIVERY,
            COMMIT_INTERVAL,
            THREADS,
            STANDBY_REPLICAS,
            REPLICATION_FACTOR,
            STATE_DIR,
            RESULTS_KEPT,
            WATCHED_GROUPS,
            KAFKA_STREAMS_PROPERTIES,
            DocumentJson.MAX_TEXT_SIZE,
            SOURCES,
            POLICY));
    return List.copyOf(all);
  }
}
