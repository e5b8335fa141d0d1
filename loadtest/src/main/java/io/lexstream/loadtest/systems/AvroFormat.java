package io.lexstream.loadtest.systems;

import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.RegistrySerializer;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.HashMap;
import java.util.Map;

/** The Avro records of the platform. */
final class AvroFormat implements MessageFormat {

  private final RegistrySerializer<Document> documents;
  private final RegistryDeserializer<EnrichedDocument> results;

  AvroFormat(RegistrySerdes serdes) {
    this.documents = serdes.serializer(Document.class);
    this.results = serdes.deserializer(EnrichedDocument.class);
  }

  @Override
  public byte[] document(String topic, String id, String text) {
    return documents.serialize(
        topic, Document.newBuilder().setId(id).setText(text).setSource("bench").build());
  }

  @Override
  public Map<String, String> labels(String topic, byte[] result) {
    var enriched = results.deserialize(topic, result);
    var labels = new HashMap<String, String>();
    put(labels, "sentiment", enriched.getSentiment());
    put(labels, "toxicity", enriched.getToxicity());
    return labels;
  }

  private static void put(Map<String, String> labels, String task, Classification result) {
    if (result != null) {
      labels.put(task, result.getLabel());
    }
  }
}
