package io.lexstream.streamsapp.deadletters;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.streamsapp.write.ingress.Gateway;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Replays dead letters: sends key and value to their original topic again, without the headers
 * about the failure. Thread-safe. Blocks while it reads a dead letter.
 */
public final class Replays {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Concurrent reads of dead letters. Each read uses a consumer and a thread of the caller. */
  private static final int READERS = 4;

  private final ConnectionSettings connection;
  private final Gateway gateway;
  private final DeadLetterLog log;
  private final Set<String> topics;
  private final InstantSource clock;
  private final Semaphore readers = new Semaphore(READERS);

  /**
   * Replays only to {@code topics}, because a header of the dead letter names the topic and its
   * writer could choose any.
   */
  public Replays(
      ConnectionSettings connection,
      Gateway gateway,
      DeadLetterLog log,
      Set<String> topics,
      InstantSource clock) {
    this.connection = connection;
    this.gateway = gateway;
    this.log = log;
    this.topics = Set.copyOf(topics);
    this.clock = clock;
  }

  /** The result of a request to replay. */
  public sealed interface Result {

    /** The replay was sent. The future completes with the new entry when the brokers have it. */
    record Sent(CompletableFuture<EntryId> entry) implements Result {}

    /** The dead letter does not exist, or no longer. */
    record NotFound() implements Result {}

    /** The dead letter was replayed before. */
    record AlreadyReplayed(Replay replay) implements Result {}

    /** The platform does not read the original topic. */
    record TopicNotRead(String topic) implements Result {}

    /** Key and value were too large to be kept in the dead letter. */
    record Incomplete(EntryId entry) implements Result {}

    /** Too many dead letters are being read at present. */
    record Busy() implements Result {}
  }

  /**
   * Replays the dead letter {@code id}, at most once.
   *
   * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
   */
  public Result replay(DeadLetterId id) {
    if (!readers.tryAcquire()) {
      return new Result.Busy();
    }
    Optional<DeadLetter> found;
    try {
      found = find(id);
    } finally {
      readers.release();
    }
    return found.map(this::replay).orElseGet(Result.NotFound::new);
  }

  private Result replay(DeadLetter letter) {
    var entry = letter.entry().toString();
    if (!topics.contains(letter.entry().topic())) {
      return new Result.TopicNotRead(letter.entry().topic());
    }
    if (!letter.isWhole()) {
      return new Result.Incomplete(letter.entry());
    }
    if (!log.begin(entry, new Replay(clock.instant(), Replay.PENDING))) {
      return log.replayOf(entry)
          .<Result>map(Result.AlreadyReplayed::new)
          .orElseGet(Result.NotFound::new);
    }
    return new Result.Sent(
        begun(letter)
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    log.abandon(entry);
                  }
                }));
  }

  /**
   * Returns every failure as a failed future, so that the dead letter does not stay marked as being
   * replayed.
   */
  private CompletableFuture<EntryId> begun(DeadLetter letter) {
    try {
      return gateway.replay(letter);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Reads the dead letter from its topic, because the log has no key and value. */
  private Optional<DeadLetter> find(DeadLetterId id) {
    var partition =
        new TopicPartition(connection.topics().name(Topic.DEAD_LETTERS), id.partition());
    try (var consumer = consumer()) {
      if (consumer.partitionsFor(partition.topic()).size() <= id.partition()) {
        return Optional.empty();
      }
      consumer.assign(List.of(partition));
      var end = consumer.endOffsets(List.of(partition)).get(partition);
      var first = consumer.beginningOffsets(List.of(partition)).get(partition);
      if (id.offset() < first || id.offset() >= end) {
        return Optional.empty();
      }
      consumer.seek(partition, id.offset());
      var deadline = clock.instant().plus(PATIENCE);
      while (clock.instant().isBefore(deadline) && consumer.position(partition) == id.offset()) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          // The first record returned is the requested one, unless that offset has no record.
          return record.offset() == id.offset()
              ? Optional.of(DeadLetter.from(record))
              : Optional.empty();
        }
      }
      if (consumer.position(partition) == id.offset()) {
        throw new TimeoutException("dead letter " + id + " could not be read in " + PATIENCE);
      }
      return Optional.empty(); // the offset has no record, and no record follows it
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    var properties = new HashMap<>(connection.clientProperties());
    properties.putAll(Topics.consumerLimits(Topic.DEAD_LETTERS));
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "lexstream-replays");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
