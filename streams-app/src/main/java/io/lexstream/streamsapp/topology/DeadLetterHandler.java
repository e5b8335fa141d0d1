package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a record that cannot be read, processed or written into a dead letter, in the transaction
 * that commits the record's offset (KIP-1034). Unlike the handlers of Kafka Streams, this one
 * limits the length of stack traces and replaces the headers of an earlier failure.
 *
 * <p>A failure that is not caused by the record, such as an unavailable registry or broker, fails
 * the stream thread instead. The thread is replaced and reads the record again, so that an outage
 * loses no record.
 *
 * <p>Kafka Streams creates one instance for each kind of failure and configures it with the app's
 * properties.
 */
public final class DeadLetterHandler
    implements DeserializationExceptionHandler,
        ProcessingExceptionHandler,
        ProductionExceptionHandler {

  /** Property for the prefix of the platform's topics. */
  public static final String TOPIC_PREFIX_CONFIG = "lexstream.topics.prefix";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

  private Topics topics;
  private DeadLetterRecords records;

  /** Sets this handler for all kinds of failures. */
  public static void configure(BiConsumer<String, Object> properties) {
    properties.accept(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.accept(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.accept(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    topics = new Topics((String) configs.get(TOPIC_PREFIX_CONFIG));
    records = new DeadLetterRecords(topics);
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> consumed, Exception failure) {
    return RecordFailure.of(failure)
        .<DeserializationExceptionHandler.Response>map(
            fault ->
                DeserializationExceptionHandler.Response.resume(
                    letters(
                        context, consumed.key(), consumed.value(), stage(context, failure), fault)))
        .orElseGet(DeserializationExceptionHandler.Response::fail);
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> processed, Exception failure) {
    return RecordFailure.of(failure)
        .map(
            fault ->
                ProcessingExceptionHandler.Response.resume(
                    letters(
                        context,
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        stage(context, failure),
                        fault)))
        .orElseGet(ProcessingExceptionHandler.Response::fail);
  }

  @Override
  public ProductionExceptionHandler.Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> produced, Exception failure) {
    if (failure instanceof RetriableException) {
      return ProductionExceptionHandler.Response.retry();
    }
    return produced(context, produced.topic(), failure);
  }

  @Override
  @SuppressWarnings("rawtypes") // declared by the interface
  public ProductionExceptionHandler.Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord produced,
      Exception failure,
      SerializationExceptionOrigin origin) {
    return produced(context, produced.topic(), failure);
  }

  private ProductionExceptionHandler.Response produced(
      ErrorHandlerContext context, String topic, Exception failure) {
    var stage = RecordFailure.stageOf(failure).orElseGet(() -> writerOf(topic));
    return RecordFailure.of(failure)
        .map(
            fault ->
                ProductionExceptionHandler.Response.resume(
                    letters(
                        context, context.sourceRawKey(), context.sourceRawValue(), stage, fault)))
        .orElseGet(ProductionExceptionHandler.Response::fail);
  }

  private Stage stage(ErrorHandlerContext context, Exception failure) {
    return RecordFailure.stageOf(failure).orElseGet(() -> readerOf(context.topic()));
  }

  /** For failures outside of the app's steps: the stage that writes {@code topic}. */
  private Stage writerOf(String topic) {
    return topics
        .named(topic)
        .map(
            known ->
                switch (known) {
                  case DOCUMENTS -> Stage.INTAKE;
                  case INSIGHTS -> Stage.ANALYTICS;
                  default -> Stage.MODERATION;
                })
        .orElse(Stage.MODERATION);
  }

  /** For failures outside of the app's steps: the stage that reads {@code topic} first. */
  private Stage readerOf(String topic) {
    return topics
        .named(topic)
        .filter(known -> known != Topic.INBOX)
        .map(known -> Stage.MODERATION)
        .orElse(Stage.INTAKE);
  }

  private List<ProducerRecord<byte[], byte[]>> letters(
      ErrorHandlerContext context, byte[] key, byte[] value, Stage stage, RecordFailure failure) {
    if (context.topic() != null && context.topic().equals(topics.name(Topic.DEAD_LETTERS))) {
      // The record is on the dead-letter topic already. A dead letter for it would fail in the same
      // way, endlessly.
      LOG.error(
          "dead letter not counted: entry={}-{}-{} cause={}",
          context.topic(),
          context.partition(),
          context.offset(),
          failure.cause().toString());
      return List.of();
    }
    var letter = records.of(context, key, value, stage, failure);
    LOG.debug("record failed: reason={} cause={}", failure.reason(), failure.cause().toString());
    return List.of(letter);
  }
}
