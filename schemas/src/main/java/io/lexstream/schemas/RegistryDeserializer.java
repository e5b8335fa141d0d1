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
 * Reads records in Confluent's wire format that were written with any compatible schema.
 * Thread-safe.
 *
 * <p>Throws {@link UndecodableException} for bytes that cannot be decoded, and {@link
 * RegistryUnavailableException} if the registry is needed and does not answer.
 *
 * @param <T> type of the record
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

  /** A deserializer with its own registry connection, which {@link #close()} closes. */
  public static <T extends SpecificRecord> RegistryDeserializer<T> open(
      ConnectionSettings connection, Class<T> type) {
    return new RegistryDeserializer<>(
        RegistryConnection.open(connection), true, type, InstantSource.system());
  }

  /** The record in {@code bytes}; null for a tombstone. */
  @Override
  public T deserialize(String topic, byte[] bytes) {
    return bytes == null ? null : decode(bytes);
  }

  /** The record in {@code bytes}, which must not be null. */
  public T decode(byte[] bytes) {
    if (bytes == null) {
      throw new UndecodableException("the record has no value");
    }
    if (bytes.length < WireFormat.HEADER_BYTES) {
      throw new UndecodableException(
          "%d bytes are too short for Confluent's wire format: send Avro with a schema id"
              .formatted(bytes.length));
    }
    if (bytes[0] != WireFormat.MAGIC) {
      throw new UndecodableException(
          "first byte is %d, but Confluent's wire format starts with 0: send Avro with a schema id"
              .formatted(Byte.toUnsignedInt(bytes[0])));
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    if (id < 0) {
      throw new UndecodableException(
          "schema id " + id + " is negative: send Avro with a schema id of the registry");
    }
    return body(bytes, id, writerSchemas.get(id));
  }

  private T body(byte[] bytes, int id, Schema writerSchema) {
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  bytes, WireFormat.HEADER_BYTES, bytes.length - WireFormat.HEADER_BYTES, null);
      // A new decoder for each record: after a corrupt record a decoder is not reusable.
      var read = new OrderedDatumReader<T>(writerSchema, readerSchema, model).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UndecodableException(
            "%d bytes follow the record of schema id %d".formatted(decoder.remainingBytes(), id));
      }
      return read;
    } catch (UndecodableException | SecurityException e) {
      throw e; // SecurityException: Avro does not trust the class, the bytes may be valid
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

  /** Called by Kafka. Rejects the use for keys, because the keys of all topics are plain text. */
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
