package io.lexstream.streamsapp.write.intake;

import java.util.Optional;

/**
 * A topic that intake reads documents from.
 *
 * @param name its name in the configuration; also the source of documents without one
 * @param fields empty if its records have the JSON form of documents
 */
public record SourceTopic(String name, String topic, Format format, Optional<FieldPaths> fields) {

  /** The format of the values. */
  public enum Format {
    JSON,
    CLOUDEVENTS,
    AVRO,
    TEXT
  }

  /** The inbox. */
  public static SourceTopic inbox(String topic) {
    return new SourceTopic("inbox", topic, Format.JSON, Optional.empty());
  }
}
