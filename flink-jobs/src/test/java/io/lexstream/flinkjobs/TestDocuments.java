package io.lexstream.flinkjobs;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.RegistrySerializer;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Encodes documents and decodes results. */
final class TestDocuments {

  private TestDocuments() {}

  static Document document(String id, String text) {
    return new Document(id, text, null, null, "en", null, Map.of());
  }

  static byte[] bytes(ConnectionSettings connection, Document document) {
    try (var serializer = RegistrySerializer.open(connection, Document.class)) {
      return serializer.serialize(connection.topics().name(Topic.DOCUMENTS), document);
    }
  }

  static List<byte[]> bytes(ConnectionSettings connection, List<Document> documents) {
    try (var serializer = RegistrySerializer.open(connection, Document.class)) {
      return documents.stream()
          .map(
              document -> serializer.serialize(connection.topics().name(Topic.DOCUMENTS), document))
          .toList();
    }
  }

  /** Valid documents with different texts, so that none is answered as a repeat. */
  static List<Document> harmless(int count) {
    return harmless(0, count);
  }

  /** The same, numbered from {@code first}. */
  static List<Document> harmless(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> document("id-" + i, "good " + i + " fine"))
        .toList();
  }

  static EnrichedDocument enriched(ConnectionSettings connection, byte[] value) {
    try (var deserializer = RegistryDeserializer.open(connection, EnrichedDocument.class)) {
      return deserializer.decode(value);
    }
  }
}
