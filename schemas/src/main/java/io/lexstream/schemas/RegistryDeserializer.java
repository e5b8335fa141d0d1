package io.lexstream.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads records in Confluent's wire format, whatever compatible schema they were written with.
 * Thread-safe.
 *
 * <p>Throws {@link UndecodableException} for bytes that will never decode, and {@link
 * RegistryUnavailableException} when only the registry can say and does not.
 *
 * @param <T> the record read
 */
public final class RegistryDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final RegistryConnection registry;
  private final boolean ownsRegistry;
  private final SpecificData model;
  private final Schema readerSchema;
  private final WriterSchemas writerSchemas;

  RegistryDeserializer(
      RegistryConnection registry, boolean ownsRegistry, Class<T> type, InstantSource clock) {
    this.registry = registry;
    this.ownsRegistry = ownsRegistry;
    this.model = OrderedDatumReader.model(type);
    this.readerSchema = SpecificData.getForClass(type).getSchema(type);
    this.writerSchemas = new WriterSchemas(registry, Optional.of(readerSchema), clock);
  }

  /** A deserializer with a registry connection of its own, which {@link #close()} closes. */
  public static <T extends SpecificRecord> RegistryDeserializer<T> open(
      ConnectionSettings connection, Class<T> type) {
    return new RegistryDeserializer<>(
        RegistryConnection.open(connection), true, type, InstantSource.system());
  }

  /** As Kafka has it: null, a tombstone, stays null. */
  @Override
  public T deserialize(String topic, byte[] bytes) {
    return bytes == null ? null : decode(bytes);
  }

  /** The record in {@code bytes}; null bytes are undecodable here. */
  public T decode(byte[] bytes) {
    if (bytes == null) {
      throw new UndecodableException("the record has no value");
    }
    if (bytes.length < WireFormat.HEADER_BYTES) {
      throw new UndecodableException(
          bytes.length + " bytes are too few for Confluent's wire format");
    }
    if (bytes[0] != WireFormat.MAGIC) {
      throw new UndecodableException(
          "first byte is "
              + Byte.toUnsignedInt(bytes[0])
              + ", Confluent's wire format starts with 0: send Avro with a schema id");
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    if (id < 0) {
      throw new UndecodableException("schema id " + id + " is negative");
    }
    return body(bytes, id, writerSchemas.get(id));
  }

  private T body(byte[] bytes, int id, Schema writerSchema) {
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, null);
      // No decoder outlives its record: one kept after a corrupt record spoils the next.
      var read = new OrderedDatumReader<T>(writerSchema, readerSchema, model).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UndecodableException(
            decoder.remainingBytes() + " bytes follow the record of schema id " + id);
      }
      return read;
    } catch (UndecodableException | SecurityException e) {
      throw e; // Avro refusing to make our records says nothing about the bytes
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new UndecodableException(
          "not a record of schema id "
              + id
              + ": "
              + Excerpt.line(
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), 200),
          e);
    }
  }

  /**
   * Kafka's own way to configure; keys of all topics are plain text, so this reads values alone.
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    RegistrySerializer.requireValue(isKey);
  }

  @Override
  public void close() {
    if (ownsRegistry) {
      registry.close();
    }
  }
}
