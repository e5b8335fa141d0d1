package io.lexstream.schemas;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParseException;

/**
 * The schemas that the records of one topic were written with, by id. Unknown ids are cached for a
 * minute, so that a topic with many undecodable records does not overload the registry.
 * Thread-safe.
 */
final class WriterSchemas {

  private static final String AVRO = "AVRO";
  private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);
  private static final int UNKNOWN_IDS = 10_000;

  private final RegistryConnection registry;
  private final Optional<Schema> reader;
  private final InstantSource clock;
  private final Map<Integer, Writer> known = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> unknown = new LinkedHashMap<>();

  /** The schema of an id. The schema of an id never changes. */
  private sealed interface Writer {
    record Usable(Schema schema) implements Writer {}

    record Unusable(String type, String why) implements Writer {}
  }

  /**
   * @param reader the schema that records are read as; empty if records are read as written
   */
  WriterSchemas(RegistryConnection registry, Optional<Schema> reader, InstantSource clock) {
    this.registry = registry;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * The schema with {@code id}.
   *
   * @throws UndecodableException if there is none, or it is incompatible with this topic's record
   * @throws RegistryUnavailableException if the registry does not answer
   */
  Schema get(int id) {
    var writer = writer(id);
    if (writer instanceof Writer.Usable usable) {
      return usable.schema();
    }
    throw new UndecodableException(((Writer.Unusable) writer).why());
  }

  /**
   * The type of the schema with {@code id}: {@code AVRO}, {@code JSON}, {@code PROTOBUF}.
   *
   * @throws UndecodableException if the registry has no such schema
   * @throws RegistryUnavailableException if the registry does not answer
   */
  String typeOf(int id) {
    return writer(id) instanceof Writer.Unusable unusable ? unusable.type() : AVRO;
  }

  private Writer writer(int id) {
    var writer = known.get(id);
    if (writer == null) {
      writer = fetch(id);
      known.put(id, writer);
    }
    return writer;
  }

  private Writer fetch(int id) {
    if (isUnknown(id)) {
      throw unknown(id);
    }
    var registered = registry.schemaOf(id);
    if (registered.isEmpty()) {
      remember(id);
      throw unknown(id);
    }
    var type = registered.get().type();
    return type.equals(AVRO)
        ? read(id, registered.get().text())
        : new Writer.Unusable(type, "schema id " + id + " has type " + type + ", not Avro");
  }

  private Writer read(int id, String text) {
    try {
      var writer = SchemaText.parse(text);
      if (reader.isEmpty() || isCompatible(reader.get(), writer)) {
        return new Writer.Usable(writer);
      }
      return new Writer.Unusable(
          AVRO,
          "schema id "
              + id
              + " is a "
              + writer.getFullName()
              + ", which cannot be read as "
              + reader.get().getFullName());
    } catch (SchemaParseException e) {
      return new Writer.Unusable(
          AVRO, "schema id " + id + " is not an Avro schema: " + e.getMessage());
    }
  }

  private static boolean isCompatible(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }

  private static UndecodableException unknown(int id) {
    return new UndecodableException("the registry has no schema with id " + id);
  }

  private boolean isUnknown(int id) {
    synchronized (unknown) {
      var until = unknown.get(id);
      return until != null && clock.instant().isBefore(until);
    }
  }

  private void remember(int id) {
    var now = clock.instant();
    synchronized (unknown) {
      unknown.remove(id); // keeps the insertion order equal to the order of expiry
      unknown.put(id, now.plus(UNKNOWN_FOR));
      var oldestFirst = unknown.values().iterator();
      while (oldestFirst.hasNext()
          && (!now.isBefore(oldestFirst.next()) || unknown.size() > UNKNOWN_IDS)) {
        oldestFirst.remove();
      }
    }
  }
}
