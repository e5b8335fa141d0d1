package io.lexstream.inference;

import java.util.List;
import java.util.Optional;

/**
 * What the models say about one text. A task that did not apply is empty and named in {@code
 * skipped}.
 *
 * @param language the language the text was analyzed as
 * @param sentiment the sentiment of the whole text
 * @param toxicity the toxicity of the worst part of the text
 * @param entities named entities in text order; present and empty when none was found
 * @param summary the sentences that say most
 * @param models the packages that were used, in the order they were configured
 * @param skipped the tasks without an answer, and why
 */
public record Analysis(
    DetectedLanguage language,
    Optional<Classification> sentiment,
    Optional<Classification> toxicity,
    Optional<List<Entity>> entities,
    Optional<Summary> summary,
    List<ModelRef> models,
    List<SkippedTask> skipped) {

  /** Copies the lists. */
  public Analysis {
    entities = entities.map(List::copyOf);
    models = List.copyOf(models);
    skipped = List.copyOf(skipped);
  }
}
