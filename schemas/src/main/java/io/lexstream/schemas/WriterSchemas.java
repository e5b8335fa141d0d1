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
 * The schemas with which the records of one topic were written, by id. Unknown ids are cached for a
 * minute, so that a topic with many undecodable records does not cause a request for each.
 * Thread-safe.
 */
final class WriterSchemas {

  private static final Duration UNKNOWN_FOR = Duration.ofMinutes(1);
  private static final int UNKNOWN_IDS = 10_000;

  private final RegistryConnection registry;
  private final Schema reader;
  private final InstantSource clock;
  private final Map<Integer, Writer> known = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> unknown = new LinkedHashMap<>();

  /**
   * The schema of an id. It is cached without limit of time, because a registry never changes it.
   */
  private sealed interface Writer {
    record Usable(Schema schema) implements Writer {}

    record Unusable(String why) implements Writer {}
  }

  WriterSchemas(RegistryConnection registry, Schema reader, InstantSource clock) {
    this.registry = registry;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * The schema with {@code id}.
   *
   * @throws UndecodableException if the registry has no such schema, or it is incompatible with the
   *     reader's schema
   * @throws RegistryUnavailableException if the registry does not answer
   */
  Schema get(int id) {
    var writer = known.get(id);
    if (writer == null) {
      writer = fetch(id);
      known.put(id, writer);
    }
    if (writer instanceof Writer.Usable usable) {
      return usable.schema();
    }
    throw new UndecodableException(((Writer.Unusable) writer).why());
  }

  private Writer fetch(int id) {
    if (isUnknown(id)) {
      throw unknown(id);
    }
    Optional<String> text;
    try {
      text = registry.schemaOf(id);
    } catch (UndecodableException e) {
      return new Writer.Unusable(e.getMessage());
    }
    if (text.isEmpty()) {
      remember(id);
      throw unknown(id);
    }
    return read(id, text.get());
  }

  private Writer read(int id, String text) {
    try {
      var writer = SchemaText.parse(text);
      var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
      return compatibility.getType() == SchemaCompatibilityType.COMPATIBLE
          ? new Writer.Usable(writer)
          : new Writer.Unusable(
              "schema id "
                  + id
                  + " is a "
                  + writer.getFullName()
                  + ", which cannot be read as "
                  + reader.getFullName());
    } catch (SchemaParseException e) {
      return new Writer.Unusable("schema id " + id + " is no Avro schema: " + e.getMessage());
    }
  }

  private static UndecodableException unknown(int id) {
    return new UndecodableException("the registry knows no schema with id " + id);
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
      unknown.remove(id); // keeps the map in order of expiry
      unknown.put(id, now.plus(UNKNOWN_FOR));
      var oldestFirst = unknown.values().iterator();
      while (oldestFirst.hasNext()
          && (!now.isBefore(oldestFirst.next()) || unknown.size() > UNKNOWN_IDS)) {
        oldestFirst.remove();
      }
    }
  }
}
