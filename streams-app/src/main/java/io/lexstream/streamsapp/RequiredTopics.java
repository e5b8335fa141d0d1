package io.lexstream.streamsapp;

import io.lexstream.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Checks at start that all topics exist and that partition counts agree. */
final class RequiredTopics {

  private static final List<Topic> PLATFORM =
      List.of(
          Topic.INBOX,
          Topic.DOCUMENTS,
          Topic.ENRICHED,
          Topic.DECISIONS,
          Topic.REVIEWS,
          Topic.INSIGHTS,
          Topic.DEAD_LETTERS);

  /** Topics joined by document id: they must have the same number of partitions. */
  private static final List<Topic> TOGETHER =
      List.of(Topic.ENRICHED, Topic.DECISIONS, Topic.REVIEWS);

  private static final int TIMEOUT_SECONDS = 30;

  private RequiredTopics() {}

  /**
   * Checks the topics that {@code config} names.
   *
   * @throws StreamsAppException if a topic is missing or the brokers do not answer
   */
  static void check(StreamsAppConfig config) {
    var remedies = new LinkedHashMap<String, String>();
    for (var topic : PLATFORM) {
      remedies.put(config.connection().topics().name(topic), "run 'lexstream topics create'");
    }
    for (var source : config.sources()) {
      var key = StreamsAppConfig.SOURCES.key() + "." + source.name();
      remedies.put(
          source.topic(),
          key + " reads it: create the topic, correct " + key + ".topic, or remove " + key);
    }
    try (var admin = Admin.create(config.connection().clientProperties())) {
      var partitions = new TreeMap<String, Integer>();
      for (var topic : admin.describeTopics(remedies.keySet()).topicNameValues().entrySet()) {
        partitions.put(topic.getKey(), partitions(topic, remedies.get(topic.getKey())));
      }
      requireTogether(config, partitions);
    }
  }

  private static int partitions(
      Map.Entry<String, KafkaFuture<TopicDescription>> topic, String remedy) {
    try {
      return topic.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).partitions().size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new StreamsAppException(
            "topic " + topic.getKey() + " does not exist: " + remedy, e.getCause());
      }
      throw new StreamsAppException(
          "topic " + topic.getKey() + " cannot be described: " + e.getCause().getMessage(),
          e.getCause());
    } catch (TimeoutException e) {
      throw new StreamsAppException(
          "the brokers do not answer: check kafka.bootstrap-servers and that they run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamsAppException("interrupted while describing topics", e);
    }
  }

  private static void requireTogether(StreamsAppConfig config, Map<String, Integer> partitions) {
    var topics = config.connection().topics();
    var counts = TOGETHER.stream().map(topics::name).map(partitions::get).distinct().toList();
    if (counts.size() > 1) {
      throw new StreamsAppException(
          "topics "
              + String.join(", ", TOGETHER.stream().map(topics::name).toList())
              + " must have the same number of partitions, not "
              + counts
              + ": recreate those that differ",
          null);
    }
  }
}
