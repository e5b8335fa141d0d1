package io.lexstream.schemas;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes that share one connection to the registry. Thread-safe. Closing this closes the
 * connection; closing a serde does not.
 */
public final class RegistrySerdes implements AutoCloseable {

  private final ConnectionSettings connection;
  private final RegistryConnection registry;

  private RegistrySerdes(ConnectionSettings connection) {
    this.connection = connection;
    this.registry = RegistryConnection.open(connection);
  }

  /** Connects to the registry on the first request. */
  public static RegistrySerdes open(ConnectionSettings connection) {
    return new RegistrySerdes(connection);
  }

  public <T extends SpecificRecord> RegistrySerializer<T> serializer(Class<T> type) {
    return new RegistrySerializer<>(
        registry, false, connection.autoRegister(), type, Optional.empty());
  }

  public <T extends SpecificRecord> RegistryDeserializer<T> deserializer(Class<T> type) {
    return new RegistryDeserializer<>(registry, false, type, InstantSource.system());
  }

  public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return Serdes.serdeFrom(serializer(type), deserializer(type));
  }

  /**
   * A serde that always uses the subject of {@code topic}. For changelog and repartition topics of
   * Kafka Streams, which have no subjects.
   */
  public <T extends SpecificRecord> Serde<T> serdeOf(Topic topic, Class<T> type) {
    var subject = connection.topics().subject(topic);
    return Serdes.serdeFrom(
        new RegistrySerializer<>(
            registry, false, connection.autoRegister(), type, Optional.of(subject)),
        deserializer(type));
  }

  /**
   * Registers this version's schemas for all topics, and sets the compatibility level {@code
   * FULL_TRANSITIVE} for each subject. A second call has no effect.
   *
   * @throws SchemaRejectedException if a subject has a schema that is incompatible with this
   *     version's
   */
  public void registerAll() {
    var topics = connection.topics();
    for (var topic : Topic.values()) {
      topic
          .value()
          .ifPresent(
              type -> {
                registry.requireCompatibility(topics.subject(topic));
                registry.register(topics.subject(topic), SchemaText.of(type));
              });
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
