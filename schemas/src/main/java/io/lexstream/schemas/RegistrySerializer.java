package io.lexstream.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes records in Confluent's wire format, with subjects by TopicNameStrategy. Thread-safe.
 *
 * <p>The first record of a topic needs the registry. It can throw {@link
 * RegistryUnavailableException}, after which a retry is useful, or {@link SchemaRejectedException},
 * after which it is not.
 *
 * @param <T> type of the record; null is written as null, a tombstone
 */
public final class RegistrySerializer<T extends SpecificRecord> implements Serializer<T> {

  private final RegistryConnection registry;
  private final boolean ownsRegistry;
  private final boolean autoRegister;
  private final Optional<String> fixedSubject;
  private final String schema;
  private final SpecificDatumWriter<T> writer;
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  RegistrySerializer(
      RegistryConnection registry,
      boolean ownsRegistry,
      boolean autoRegister,
      Class<T> type,
      Optional<String> fixedSubject) {
    this.registry = registry;
    this.ownsRegistry = ownsRegistry;
    this.autoRegister = autoRegister;
    this.fixedSubject = fixedSubject;
    this.schema = SchemaText.of(type);
    this.writer =
        new SpecificDatumWriter<>(
            SpecificData.getForClass(type).getSchema(type), SpecificData.getForClass(type));
  }

  /** A serializer with its own registry connection, which {@link #close()} closes. */
  public static <T extends SpecificRecord> RegistrySerializer<T> open(
      ConnectionSettings connection, Class<T> type) {
    return new RegistrySerializer<>(
        RegistryConnection.open(connection),
        true,
        connection.autoRegister(),
        type,
        Optional.empty());
  }

  @Override
  public byte[] serialize(String topic, T value) {
    if (value == null) {
      return null;
    }
    var subject = fixedSubject.orElseGet(() -> Topics.subject(topic));
    return encode(idIn(subject), value);
  }

  private int idIn(String subject) {
    var known = ids.get(subject);
    if (known != null) {
      return known;
    }
    int id = autoRegister ? registry.register(subject, schema) : registry.idOf(subject, schema);
    ids.put(subject, id);
    return id;
  }

  private byte[] encode(int id, T value) {
    try {
      var bytes = new ByteArrayOutputStream(512);
      bytes.write(WireFormat.MAGIC);
      bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
      var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      writer.write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException e) {
      throw new SerializationException(
          "%s does not match its schema: %s".formatted(value.getSchema().getName(), e.getMessage()),
          e);
    }
  }

  /** Called by Kafka. Rejects the use for keys, because the keys of all topics are plain text. */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    requireValue(isKey);
  }

  static void requireValue(boolean isKey) {
    if (isKey) {
      throw new ConfigException("keys are plain text: use StringSerializer and StringDeserializer");
    }
  }

  @Override
  public void close() {
    if (ownsRegistry) {
      registry.close();
    }
  }
}
