package io.lexstream.streamsapp.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.SkippedTask;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a policy can look at: an enriched document without its text, small enough to travel to the
 * instance that keeps its author's history.
 *
 * @param toxicity probability by label; null when the task did not apply
 * @param sentiment likewise
 * @param entities null when the task did not apply, empty when it found none
 * @param length of the text, in code points
 * @param skipped reason by task
 * @param eventTime when the text was written, ms since the epoch; null when unknown
 * @param at when it reached moderation, ms since the epoch: the time that an author's history runs
 *     on, because authors cannot choose it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Facts(
    String id,
    String source,
    String author,
    String language,
    Scores toxicity,
    Scores sentiment,
    List<Name> entities,
    int length,
    Map<String, String> attributes,
    Map<String, String> skipped,
    Long eventTime,
    long at)
    implements AuthorEvent {

  /** Probability by label, and the most probable label. */
  public record Scores(String label, Map<String, Double> byLabel) {}

  /** An entity's surface form and type. */
  public record Name(String text, String type) {}

  /** The facts of {@code document}, which reached moderation {@code at} that time. */
  public static Facts of(EnrichedDocument document, long at) {
    return new Facts(
        document.getId(),
        document.getSource(),
        document.getAuthor(),
        document.getLanguage() == null ? null : document.getLanguage().getCode(),
        scores(document.getToxicity()),
        scores(document.getSentiment()),
        document.getEntities() == null
            ? null
            : document.getEntities().stream()
                .map(entity -> new Name(entity.getText(), entity.getType()))
                .distinct()
                .toList(),
        document.getText().codePointCount(0, document.getText().length()),
        document.getAttributes(),
        document.getSkipped().stream()
            .collect(
                Collectors.toMap(
                    SkippedTask::getTask, SkippedTask::getReason, (one, other) -> one)),
        document.getEventTime() == null ? null : document.getEventTime().toEpochMilli(),
        at);
  }

  @Override
  public String authorKey() {
    return AuthorEvent.authorKey(source, author);
  }

  /** Why {@code task} has no result. */
  String whyMissing(String task) {
    return skipped.getOrDefault(task, "no result");
  }

  private static Scores scores(Classification classification) {
    return classification == null
        ? null
        : new Scores(classification.getLabel(), classification.getScores());
  }
}
