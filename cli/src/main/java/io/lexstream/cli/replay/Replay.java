package io.lexstream.cli.replay;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters to the topics they came from, each once: replayed records and read positions
 * are committed in one transaction. Not thread safe.
 *
 * <p>The next run starts after the last letter that was read, whether it was replayed or skipped.
 */
public final class Replay implements AutoCloseable {

  private static final String NAME = "lexstream-replay";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int BATCH = 500;

  private final String deadLetters;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  private Replay(ConnectionSettings connection) {
    this.deadLetters = connection.topics().name(Topic.DEAD_LETTERS);
    var reading = new HashMap<>(connection.clientProperties());
    reading.putAll(Topics.consumerLimits(Topic.DEAD_LETTERS));
    reading.put(ConsumerConfig.GROUP_ID_CONFIG, NAME);
    reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    reading.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var writing = new HashMap<>(connection.clientProperties());
    writing.putAll(Topics.producerLimits(Topic.values()));
    writing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, NAME);
    this.producer =
        new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Connects. If two run at the same time, the second fences the first, whose next step fails. */
  public static Replay open(ConnectionSettings connection) {
    var replay = new Replay(connection);
    replay.producer.initTransactions();
    return replay;
  }

  /**
   * Replays the letters that are on the topic now and were not read before.
   *
   * @param wanted letters to replay; others are skipped
   * @param again whether to start at the oldest letter
   */
  public Replayed run(Predicate<DeadLetter> wanted, boolean again) {
    var partitions =
        consumer.partitionsFor(deadLetters).stream()
            .map(info -> new TopicPartition(deadLetters, info.partition()))
            .toList();
    consumer.assign(partitions);
    if (again) {
      consumer.seekToBeginning(partitions);
    }
    // Sending to a missing topic would block and then fail at this letter in every run.
    var topics = new HashSet<>(consumer.listTopics().keySet());
    topics.remove(deadLetters); // Only records of other programs come from there.
    // Letters that arrive during the run are for the next run.
    var ends = consumer.endOffsets(partitions);
    var sent = new HashMap<String, Long>();
    long incomplete = 0;
    long withoutTopic = 0;
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      var records = consumer.poll(POLL);
      producer.beginTransaction();
      for (var record : records) {
        if (record.offset() < ends.get(partitionOf(record))) {
          var letter = DeadLetter.from(record);
          if (!wanted.test(letter)) {
            continue;
          }
          if (!letter.isWhole()) {
            incomplete++;
          } else if (!topics.contains(letter.entry().topic())) {
            withoutTopic++;
          } else {
            producer.send(again(letter));
            sent.merge(letter.reason(), 1L, Long::sum);
          }
        }
      }
      producer.sendOffsetsToTransaction(positions(partitions, ends), consumer.groupMetadata());
      producer.commitTransaction();
    }
    return new Replayed(sent, incomplete, withoutTopic);
  }

  private static ProducerRecord<byte[], byte[]> again(DeadLetter letter) {
    return new ProducerRecord<>(
        letter.entry().topic(),
        null,
        null,
        letter.key(),
        letter.value(),
        DeadLetters.replayHeaders(letter));
  }

  private Map<TopicPartition, OffsetAndMetadata> positions(
      List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
    for (var partition : partitions) {
      long read = Math.min(consumer.position(partition), ends.get(partition));
      positions.put(partition, new OffsetAndMetadata(read));
    }
    return positions;
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** The next run replays what was not committed. */
  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
