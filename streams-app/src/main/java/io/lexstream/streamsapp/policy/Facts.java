package io.lexstream.streamsapp.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.SkippedTask;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The input of a policy: an enriched document without its text. Small, because it is sent to the
 * instance that keeps the author's history.
 *
 * @param toxicity probability by label; null if the task was skipped
 * @param sentiment likewise
 * @param entities null if the task was skipped, empty if it found none
 * @param length of the text, in code points
 * @param skipped reason by skipped task
 * @param eventTime when the text was written, ms since the epoch; null if unknown
 * @param at when the document was enriched, ms since the epoch. The author's history uses this time
 *     because authors cannot choose it
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

  /** The most probable label, and the probability of each label. */
  public record Scores(String label, Map<String, Double> byLabel) {}

  /** Surface form and type of an entity. */
  public record Name(String text, String type) {}

  /** The facts of {@code document}. */
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

  /** The reason why {@code task} has no result. */
  String whyMissing(String task) {
    return skipped.getOrDefault(task, "no result");
  }

  private static Scores scores(Classification classification) {
    return classification == null
        ? null
        : new Scores(classification.getLabel(), classification.getScores());
  }
}
