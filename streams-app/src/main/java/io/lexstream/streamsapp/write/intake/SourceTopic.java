package io.lexstream.streamsapp.write.intake;

import java.util.Optional;

/**
 * A topic from which intake reads documents.
 *
 * @param name name in the configuration, and the source of documents that have none
 * @param fields paths of a document's fields; empty if records have the JSON form of documents
 */
public record SourceTopic(String name, String topic, Format format, Optional<FieldPaths> fields) {

  /** Format of the records' values. */
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
