package io.lexstream.schemas;

import io.lexstream.settings.Secrets;
import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The connection to Kafka and the schema registry. Immutable, and serializable because a Flink job
 * sends it to its operators.
 *
 * @param bootstrapServers {@code HOST:PORT}, several separated by commas
 * @param registryUrl {@code http://} or {@code https://}, several of one registry separated by
 *     commas, or {@code mock://NAME} for a registry inside the process
 * @param topicPrefix prefix of all topic names
 * @param autoRegister whether writers register their schemas; if false, {@code topics create}
 *     registers them
 * @param kafkaProperties further properties of all Kafka clients, such as {@code security.protocol}
 * @param registryProperties further properties of the registry client, with Confluent's names
 */
public record ConnectionSettings(
    String bootstrapServers,
    String registryUrl,
    String topicPrefix,
    boolean autoRegister,
    Map<String, String> kafkaProperties,
    Map<String, String> registryProperties)
    implements Serializable {

  public static final Setting<String> BOOTSTRAP_SERVERS =
      Setting.text(
          "kafka.bootstrap-servers",
          "HOST:PORT, several separated by commas",
          "[^\\s,]+:\\d+(\\s*,\\s*[^\\s,]+:\\d+)*",
          "Brokers for the first connection to the Kafka cluster.");

  public static final Setting<Map<String, String>> KAFKA_PROPERTIES =
      Setting.section("kafka.properties", "Properties of all Kafka clients, with Kafka's names.");

  public static final Setting<String> REGISTRY_URL =
      Setting.text(
          "registry.url",
          "a URL that starts with http://, https:// or mock://",
          "(https?|mock)://\\S+",
          "The schema registry. mock://NAME is a registry inside the process, for tests.");

  public static final Setting<Boolean> AUTO_REGISTER =
      Setting.flag(
              "registry.auto-register",
              "Whether writers register their schemas. If false, register them with topics create.")
          .withDefault(false);

  public static final Setting<Map<String, String>> REGISTRY_PROPERTIES =
      Setting.section(
          "registry.properties", "Properties of the registry client, with Confluent's names.");

  public static final Setting<String> TOPIC_PREFIX =
      Setting.text(
              "topics.prefix",
              "at most 200 letters, digits, dots, dashes and underscores",
              Topics.LEGAL_PREFIX,
              "Prefix of all topic names.")
          .withDefault(Topics.DEFAULT_PREFIX);

  /** The settings that {@link #from} reads. */
  public static final List<Setting<?>> SETTINGS =
      List.of(
          BOOTSTRAP_SERVERS,
          KAFKA_PROPERTIES,
          REGISTRY_URL,
          AUTO_REGISTER,
          REGISTRY_PROPERTIES,
          TOPIC_PREFIX);

  private static final long serialVersionUID = 1;

  public ConnectionSettings {
    kafkaProperties = Map.copyOf(kafkaProperties);
    registryProperties = Map.copyOf(registryProperties);
  }

  /**
   * A connection with the default prefix and without further properties; writers register schemas.
   */
  public static ConnectionSettings local(String bootstrapServers, String registryUrl) {
    return new ConnectionSettings(
        bootstrapServers, registryUrl, Topics.DEFAULT_PREFIX, true, Map.of(), Map.of());
  }

  public static ConnectionSettings from(Settings settings) {
    return new ConnectionSettings(
        settings.get(BOOTSTRAP_SERVERS),
        settings.get(REGISTRY_URL),
        settings.get(TOPIC_PREFIX),
        settings.get(AUTO_REGISTER),
        settings.get(KAFKA_PROPERTIES),
        settings.get(REGISTRY_PROPERTIES));
  }

  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /** The properties of every Kafka client, as a new map. */
  public Map<String, Object> clientProperties() {
    var properties = new HashMap<String, Object>(kafkaProperties);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  /** Hides secrets. */
  @Override
  public String toString() {
    return "ConnectionSettings[bootstrapServers="
        + bootstrapServers
        + ", registryUrl="
        + registryUrl
        + ", topicPrefix="
        + topicPrefix
        + ", autoRegister="
        + autoRegister
        + ", kafkaProperties="
        + Secrets.hidden(kafkaProperties)
        + ", registryProperties="
        + Secrets.hidden(registryProperties)
        + "]";
  }
}
