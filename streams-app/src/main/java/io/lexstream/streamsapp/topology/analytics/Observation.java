package io.lexstream.streamsapp.topology.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.List;

/** Something worth counting; its time is its record's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Observation.Seen.class, name = "seen"),
  @JsonSubTypes.Type(value = Observation.Decided.class, name = "decided"),
  @JsonSubTypes.Type(value = Observation.Lost.class, name = "lost")
})
sealed interface Observation {

  /**
   * A document was enriched.
   *
   * @param sentiment its most probable label; null when the task did not apply
   * @param toxicity likewise
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Seen(String sentiment, String toxicity, List<EntityName> entities) implements Observation {

    static Seen of(EnrichedDocument document) {
      return new Seen(
          document.getSentiment() == null ? null : document.getSentiment().getLabel(),
          document.getToxicity() == null ? null : document.getToxicity().getLabel(),
          document.getEntities() == null
              ? List.of()
              : document.getEntities().stream()
                  .map(entity -> EntityName.of(entity.getText(), entity.getType()))
                  .distinct() // counted are documents that name it
                  .toList());
    }
  }

  /** A document was decided on. */
  record Decided(String action) implements Observation {}

  /** A record became a dead letter. */
  record Lost(String reason) implements Observation {}
}
