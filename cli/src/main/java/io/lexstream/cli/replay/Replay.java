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
 * Dead letters on their way back to the topics they came from, each once however often this runs:
 * what was replayed and how far is one transaction. Not thread-safe.
 *
 * <p>A letter that was passed over counts as seen: the next run begins after it.
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

  /** Connects. A second one at the same time takes over from the first, whose next step fails. */
  public static Replay open(ConnectionSettings connection) {
    var replay = new Replay(connection);
    replay.producer.initTransactions();
    return replay;
  }

  /**
   * Replays what is on the topic now and was not seen before.
   *
   * @param wanted letters that are sent; others are passed over
   * @param again whether to begin at the oldest letter
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
    // To send to a topic that is not there would wait for it, and then stop at this letter for
    // ever.
    var topics = new HashSet<>(consumer.listTopics().keySet());
    topics.remove(deadLetters); // where only something else's records come from
    // What fails again meanwhile is for the next run.
    var ends = consumer.endOffsets(partitions);
    var sent = new HashMap<String, Long>();
    long incomplete = 0;
    long homeless = 0;
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
            homeless++;
          } else {
            producer.send(again(letter));
            sent.merge(letter.reason(), 1L, Long::sum);
          }
        }
      }
      producer.sendOffsetsToTransaction(positions(partitions, ends), consumer.groupMetadata());
      producer.commitTransaction();
    }
    return new Replayed(sent, incomplete, homeless);
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

  /** What was not committed is replayed by the next run. */
  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
