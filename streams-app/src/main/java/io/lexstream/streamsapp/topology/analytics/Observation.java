package io.lexstream.streamsapp.topology.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.List;

/** An event to count. Its time is the timestamp of its record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Observation.Enriched.class, name = "enriched"),
  @JsonSubTypes.Type(value = Observation.Decided.class, name = "decided"),
  @JsonSubTypes.Type(value = Observation.DeadLettered.class, name = "dead-lettered")
})
sealed interface Observation {

  /**
   * A document was enriched.
   *
   * @param sentiment the most probable label; null if the task was skipped
   * @param toxicity the most probable label; null if the task was skipped
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Enriched(String sentiment, String toxicity, List<EntityName> entities)
      implements Observation {

    static Enriched of(EnrichedDocument document) {
      return new Enriched(
          document.getSentiment() == null ? null : document.getSentiment().getLabel(),
          document.getToxicity() == null ? null : document.getToxicity().getLabel(),
          document.getEntities() == null
              ? List.of()
              : document.getEntities().stream()
                  .map(entity -> EntityName.of(entity.getText(), entity.getType()))
                  .distinct() // an entity counts once for each document
                  .toList());
    }
  }

  /** A document got a decision. */
  record Decided(String action) implements Observation {}

  /** A record became a dead letter. */
  record DeadLettered(String reason) implements Observation {}
}
