package io.lexstream.cli.enrich;

import io.lexstream.platform.BackgroundTask;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the lines of an input to Kafka and writes the results in the order of the lines. It does
 * not depend on the job that enriches the documents.
 *
 * <p>Thread safe.
 */
final class LineExchange implements AutoCloseable {

  /** Longest accepted line: a text at its limit with every character escaped, and other fields. */
  static final int LONGEST_LINE = 4 << 20;

  /** Bytes kept of a longer line, for its dead letter. */
  static final int KEPT_OF_LONG_LINE = 1024;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_OPEN_LINES = 10_000;
  private static final long MAX_OPEN_BYTES = 16 << 20;

  private final BackgroundTask<Void> feeding;
  private final BackgroundTask<Void> collecting;
  private final Consumer<byte[], byte[]> consumer;
  private final CompletableFuture<Void> end;

  private LineExchange(
      BackgroundTask<Void> feeding,
      BackgroundTask<Void> collecting,
      Consumer<byte[], byte[]> consumer,
      CompletableFuture<Void> end) {
    this.feeding = feeding;
    this.collecting = collecting;
    this.consumer = consumer;
    this.end = end;
  }

  /**
   * Starts sending and collecting.
   *
   * @param jobGroup consumer group of the job that enriches the documents
   * @param answered called for each line after its outcome was written
   */
  static LineExchange start(
      EnrichmentRequest request,
      ConnectionSettings connection,
      String jobGroup,
      RegistrySerdes serdes,
      BiConsumer<Line, Outcome> answered) {
    var topics = connection.topics();
    var end = new CompletableFuture<Void>();
    var output = new OutputLines(request.enriched(), request.dead(), answered);
    var window = new ReorderBuffer<Line, Outcome>(MAX_OPEN_LINES, MAX_OPEN_BYTES, output::write);
    var producer = producer(connection);
    var feeder =
        new Feeder(
            request.inputName(),
            new LineReader(request.input(), LONGEST_LINE, KEPT_OF_LONG_LINE),
            window,
            producer,
            serdes.serializer(Document.class),
            topics.name(Topic.DOCUMENTS),
            end::completeExceptionally);
    var consumer = consumer(connection);
    var collector =
        new Collector(
            consumer,
            serdes.deserializer(EnrichedDocument.class),
            topics.name(Topic.ENRICHED),
            window,
            output,
            new ProcessedRecords(connection, jobGroup));
    var feeding = BackgroundTask.start("feed-lines", () -> feed(feeder, producer));
    var collecting =
        BackgroundTask.start(
            "collect-results",
            () -> collect(collector, consumer, output, feeding.result()::isDone));
    feeding.result().whenComplete((done, failure) -> failed(end, failure));
    collecting.result().whenComplete((done, failure) -> finished(end, failure));
    return new LineExchange(feeding, collecting, consumer, end);
  }

  private static Void feed(Feeder feeder, Producer<byte[], byte[]> producer) throws Exception {
    try {
      feeder.run();
    } finally {
      // Everything is sent, or the run failed.
      producer.close(Duration.ZERO);
    }
    return null;
  }

  private static Void collect(
      Collector collector,
      Consumer<byte[], byte[]> consumer,
      OutputLines output,
      BooleanSupplier allFed)
      throws IOException {
    try (consumer;
        output) {
      collector.run(allFed);
    }
    return null;
  }

  private static void failed(CompletableFuture<Void> end, Throwable failure) {
    if (failure != null) {
      end.completeExceptionally(failure);
    }
  }

  private static void finished(CompletableFuture<Void> end, Throwable failure) {
    failed(end, failure);
    end.complete(null);
  }

  private static Producer<byte[], byte[]> producer(ConnectionSettings connection) {
    var properties = connection.clientProperties();
    properties.putAll(Topics.producerLimits(Topic.DOCUMENTS));
    // On a new topic the broker can accept a second request in flight before the first, and then
    // rejects the first for ever as out of order.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Consumer<byte[], byte[]> consumer(ConnectionSettings connection) {
    var properties = connection.clientProperties();
    properties.putAll(Topics.consumerLimits(Topic.ENRICHED, Topic.DEAD_LETTERS));
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var topics = connection.topics();
    // Assigned, not subscribed: a single reader needs no consumer group.
    consumer.assign(
        Stream.of(Topic.ENRICHED, Topic.DEAD_LETTERS)
            .flatMap(topic -> partitions(topics.name(topic), topic.partitions(Scale.LOCAL)))
            .toList());
    return consumer;
  }

  private static Stream<TopicPartition> partitions(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> new TopicPartition(name, number));
  }

  /** Completes when every line has its outcome, or exceptionally with the cause. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** Stops early. Outcomes so far are written. */
  @Override
  public void close() {
    feeding.interrupt();
    consumer.wakeup();
    // The feeder may be blocked on terminal input, so only the collector is awaited, for a limited
    // time because the reader of the output may be blocked too.
    collecting
        .result()
        .exceptionally(failure -> null)
        .completeOnTimeout(null, STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
