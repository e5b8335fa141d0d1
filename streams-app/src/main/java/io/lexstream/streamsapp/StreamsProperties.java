package io.lexstream.streamsapp;

import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.streamsapp.topology.DeadLetterHandler;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The properties of Kafka Streams. */
final class StreamsProperties {

  /** Reserve for key, headers and framing of the largest record. */
  private static final int FRAMING = 64 * 1024;

  private StreamsProperties() {}

  /**
   * The properties of one instance.
   *
   * @param advertised address of this instance for other instances, {@code HOST:PORT}
   */
  static Properties of(StreamsAppConfig config, String advertised) {
    var properties = new Properties();
    properties.putAll(config.connection().clientProperties());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.name());
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.delivery().guarantee());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbyReplicas());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicationFactor());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
    // Keeps the names of internal topics and metrics if a step is added.
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(DeadLetterHandler.TOPIC_PREFIX_CONFIG, config.connection().topicPrefix());
    DeadLetterHandler.configure(properties::put);

    int largest = Topic.ENRICHED.largestRecord() + FRAMING;
    Topics.consumerLimits(Topic.ENRICHED, Topic.DEAD_LETTERS)
        .forEach((key, value) -> properties.put(StreamsConfig.consumerPrefix(key), value));
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), largest);
    // The default of 100 ms would delay a document at each of three steps.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 10);
    properties.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), largest);
    // Short, so that a standby soon takes over from a killed instance.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
    properties.putAll(config.kafkaStreamsProperties());
    return properties;
  }
}
