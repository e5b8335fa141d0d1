package io.lexstream.schemas;

import org.apache.avro.Schema;

/**
 * Schemas of records that other applications wrote, by the id in Confluent's wire format.
 * Thread-safe.
 */
public final class ForeignSchemas {

  private final WriterSchemas schemas;

  ForeignSchemas(WriterSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * The Avro schema with {@code id}.
   *
   * @throws UndecodableException if the registry has no schema with this id, or it is not Avro
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public Schema avro(int id) {
    return schemas.get(id);
  }

  /**
   * The type of the schema with {@code id}: {@code AVRO}, {@code JSON} or {@code PROTOBUF}.
   *
   * @throws UndecodableException if the registry has no schema with this id
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public String typeOf(int id) {
    return schemas.typeOf(id);
  }
}
