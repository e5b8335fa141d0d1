package io.lexstream.streamsapp;

import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Entity;
import io.lexstream.schemas.avro.Language;
import io.lexstream.schemas.avro.SkippedTask;
import io.lexstream.streamsapp.topology.TopologyDriver;
import java.util.List;
import java.util.Map;

/** Enriched documents for tests. */
public final class SampleDocuments {

  private SampleDocuments() {}

  /** An English review with the given toxicity. */
  public static EnrichedDocument.Builder scored(String id, double toxic) {
    return EnrichedDocument.newBuilder()
        .setId(id)
        .setSource("reviews")
        .setText("We went to Berlin with Tim Cook.")
        .setLanguage(new Language("en", 0.99))
        .setSentiment(classification(Map.of("negative", 0.1, "neutral", 0.2, "positive", 0.7)))
        .setToxicity(classification(Map.of("clean", 1 - toxic, "toxic", toxic)))
        .setEntities(
            List.of(
                new Entity("Berlin", "LOC", 11, 17, 0.9),
                new Entity("Tim Cook", "PER", 23, 31, 0.9)))
        .setEnrichedAt(TopologyDriver.START);
  }

  public static EnrichedDocument scored(String id, String author, double toxic) {
    return scored(id, toxic).setAuthor(author).build();
  }

  /** A document in a language that no package supports. */
  public static EnrichedDocument.Builder unsupported(String id) {
    return EnrichedDocument.newBuilder()
        .setId(id)
        .setText("Vi voler andare a casa.")
        .setLanguage(new Language("it", 0.97))
        .setSkipped(
            List.of("sentiment", "toxicity", "entities", "summary").stream()
                .map(task -> new SkippedTask(task, "unsupported-language"))
                .toList())
        .setEnrichedAt(TopologyDriver.START);
  }

  public static Classification classification(Map<String, Double> scores) {
    var best = scores.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return new Classification(best.getKey(), best.getValue(), scores, false);
  }
}
