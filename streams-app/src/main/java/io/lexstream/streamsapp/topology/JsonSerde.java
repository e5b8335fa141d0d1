package io.lexstream.streamsapp.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.schemas.Stage;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * JSON serdes for stores and repartition topics, which only the streams app reads. Unknown fields
 * are ignored, so that an older version can read the records of a newer one. Thread-safe.
 */
public final class JsonSerde {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private JsonSerde() {}

  /** A serde whose failures are those of {@code stage}. */
  public static <T> Serde<T> of(Stage stage, Class<T> type) {
    ObjectReader reader = JSON.readerFor(type);
    ObjectWriter writer = JSON.writerFor(type);
    return Serdes.serdeFrom(
        (topic, value) -> StepFailure.mark(stage, () -> write(writer, type, value)),
        (topic, bytes) -> StepFailure.mark(stage, () -> read(reader, type, bytes)));
  }

  private static byte[] write(ObjectWriter writer, Class<?> type, Object value) {
    try {
      return value == null ? null : writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new SerializationException("cannot write a " + type.getSimpleName() + " as JSON", e);
    }
  }

  private static <T> T read(ObjectReader reader, Class<T> type, byte[] bytes) {
    try {
      return bytes == null ? null : reader.readValue(bytes);
    } catch (IOException e) {
      throw new SerializationException("cannot read a " + type.getSimpleName() + " from JSON", e);
    }
  }
}
