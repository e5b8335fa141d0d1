package io.lexstream.schemas;

import java.time.InstantSource;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Serdes that share one connection to the registry. Closing this object closes the connection;
 * closing a serde does not. Thread-safe.
 */
public final class RegistrySerdes implements AutoCloseable {

  private final ConnectionSettings connection;
  private final RegistryConnection registry;

  private RegistrySerdes(ConnectionSettings connection) {
    this.connection = connection;
    this.registry = RegistryConnection.open(connection);
  }

  /** Opens a connection without a request to the registry. */
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

  /** Schemas of records that other applications wrote. Uses this connection. */
  public ForeignSchemas foreignSchemas() {
    return new ForeignSchemas(
        new WriterSchemas(registry, Optional.empty(), InstantSource.system()));
  }

  public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return Serdes.serdeFrom(serializer(type), deserializer(type));
  }

  /**
   * A serde that uses the subject of {@code topic} for every topic. Changelog and repartition
   * topics of Kafka Streams have no subjects of their own.
   */
  public <T extends SpecificRecord> Serde<T> serdeOf(Topic topic, Class<T> type) {
    var subject = connection.topics().subject(topic);
    return Serdes.serdeFrom(
        new RegistrySerializer<>(
            registry, false, connection.autoRegister(), type, Optional.of(subject)),
        deserializer(type));
  }

  /**
   * Registers this version's schemas for all topics, each subject {@code FULL_TRANSITIVE}.
   * Idempotent.
   *
   * @throws SchemaRejectedException if a subject has an incompatible schema
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
