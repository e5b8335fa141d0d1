package io.lexstream.schemas;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The platform's topics with one prefix, and the limits of clients that match them. Immutable.
 *
 * @param prefix the beginning of every topic's name, {@code lexstream.} by default
 */
public record Topics(String prefix) {

  /** The prefix in the documentation. */
  public static final String DEFAULT_PREFIX = "lexstream.";

  static final String LEGAL_PREFIX = "[a-zA-Z0-9._-]{0,200}";

  public Topics {
    if (!prefix.matches(LEGAL_PREFIX)) {
      throw new IllegalArgumentException(
          "topic prefix "
              + Excerpt.of(prefix)
              + " must be at most 200 letters, digits, dots, dashes and underscores");
    }
  }

  /** The topics with the default prefix. */
  public static Topics standard() {
    return new Topics(DEFAULT_PREFIX);
  }

  public String name(Topic topic) {
    return prefix + topic.suffix();
  }

  /** The registry subject of the topic's values, by Confluent's TopicNameStrategy. */
  public String subject(Topic topic) {
    return subject(name(topic));
  }

  static String subject(String topicName) {
    return topicName + "-value";
  }

  /** The topic with this name; empty if it is not a topic of the platform. */
  public Optional<Topic> named(String name) {
    return Arrays.stream(Topic.values()).filter(topic -> name(topic).equals(name)).findFirst();
  }

  /** All topics, for an admin client to create. */
  public List<NewTopic> all(Scale scale) {
    return Arrays.stream(Topic.values()).map(topic -> newTopic(topic, scale)).toList();
  }

  /** {@code topic}, for an admin client to create. */
  public NewTopic newTopic(Topic topic, Scale scale) {
    return new NewTopic(name(topic), topic.partitions(scale), scale.replicas())
        .configs(configs(topic, scale));
  }

  private static Map<String, String> configs(Topic topic, Scale scale) {
    var configs = new HashMap<String, String>();
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.largestRecord()));
    configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(scale.insyncReplicas()));
    configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
    return configs;
  }

  /**
   * Producer properties that allow the largest record of {@code topics} and wait for the in-sync
   * replicas.
   */
  public static Map<String, Object> producerLimits(Topic... topics) {
    return Map.of(
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        largest(topics));
  }

  /**
   * Consumer properties that allow the largest record of {@code topics} and read committed records
   * only.
   */
  public static Map<String, Object> consumerLimits(Topic... topics) {
    return Map.of(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, largest(topics));
  }

  private static int largest(Topic... topics) {
    return Arrays.stream(topics).mapToInt(Topic::largestRecord).max().orElseThrow();
  }
}
