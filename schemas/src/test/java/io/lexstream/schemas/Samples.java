package io.lexstream.schemas;

import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Entity;
import io.lexstream.schemas.avro.Language;
import io.lexstream.schemas.avro.ModelRef;
import io.lexstream.schemas.avro.SkippedTask;
import io.lexstream.schemas.avro.Summary;
import io.lexstream.schemas.avro.SummarySentence;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records for tests. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private Samples() {}

  /** A connection to a registry inside this process, separate for each test. */
  static ConnectionSettings mockRegistry() {
    return ConnectionSettings.local("127.0.0.1:9092", "mock://" + UUID.randomUUID());
  }

  static Document document(String id, String text) {
    return Document.newBuilder().setId(id).setText(text).build();
  }

  static EnrichedDocument enriched(String text) {
    var scores = new LinkedHashMap<String, Double>();
    scores.put("positive", 0.97);
    scores.put("neutral", 0.02);
    scores.put("negative", 0.01);
    scores.put("a-label-of-tomorrow", 0.0);
    return EnrichedDocument.newBuilder()
        .setId("d-1")
        .setSource("reviews")
        .setAuthor("ann")
        .setText(text)
        .setLanguage(new Language("en", 0.99))
        .setSentiment(new Classification("positive", 0.97, scores, true))
        .setEntities(List.of(new Entity("Tim Cook", "PER", 12, 20, 0.99)))
        .setSummary(new Summary("In short.", "extractive", List.of(new SummarySentence(0, 9, 0.7))))
        .setModels(List.of(new ModelRef("lexstream-en", "1.0.0")))
        .setSkipped(List.of(new SkippedTask("toxicity", "unsupported-language")))
        .setEventTime(NOW)
        .setEnrichedAt(NOW.plusMillis(125))
        .setAttributes(Map.of("shop", "7"))
        .build();
  }
}
