package io.lexstream.streamsapp.topology;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.StreamsConfig;

/** Makes Kafka Streams turn failures into dead letters. */
public final class FailureHandling {

  private FailureHandling() {}

  public static void configure(BiConsumer<String, Object> properties) {
    properties.accept(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.accept(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
    properties.accept(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
  }
}
