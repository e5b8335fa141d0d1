package io.lexstream.inference;

import java.util.List;
import java.util.Optional;

/**
 * The results of all tasks for one text. A task without a result is empty and listed in {@code
 * skipped}.
 *
 * @param language the language the text was analyzed as
 * @param sentiment the sentiment of the whole text
 * @param toxicity the toxicity of the worst part of the text
 * @param entities named entities in text order; present and empty when none was found
 * @param summary the most important sentences
 * @param models the packages that were used, in the order they were configured
 * @param skipped the tasks without a result, with the reason
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
