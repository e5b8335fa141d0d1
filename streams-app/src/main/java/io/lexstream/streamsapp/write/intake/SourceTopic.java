package io.lexstream.streamsapp.write.intake;

import java.util.Optional;

/**
 * A topic that documents are taken from.
 *
 * @param name what the configuration calls it; the source of its documents where they name none
 * @param fields empty when its records are documents as they are: Lexstream's own JSON form
 */
public record SourceTopic(String name, String topic, Format format, Optional<FieldPaths> fields) {

  /** How values are written. */
  public enum Format {
    JSON,
    CLOUDEVENTS,
    AVRO,
    TEXT
  }

  /** The platform's own inbox. */
  public static SourceTopic inbox(String topic) {
    return new SourceTopic("inbox", topic, Format.JSON, Optional.empty());
  }
}
