package io.lexstream.streamsapp.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.kafka.RejectedRecordException;
import io.lexstream.streamsapp.moderation.Action;
import java.util.Map;

/**
 * What stands for a document: the policy's decision, a person's verdict over it, or its erasure.
 *
 * @param erased whether it was erased; nothing else is known then
 * @param verdict null until a person gives one
 * @param at the document's own time in its author's history, ms since the epoch
 * @param decidedAt ms since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
    String id,
    boolean erased,
    String source,
    String author,
    String language,
    Action action,
    String rule,
    Map<String, String> evidence,
    String policy,
    long decidedAt,
    long at,
    Judgement verdict) {

  /** Why a verdict becomes a dead letter. */
  static final String INVALID_REVIEW = "invalid-review";

  /** A person's verdict. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Judgement(Action verdict, String reviewer, String note, long reviewedAt) {

    static Judgement of(Review review) {
      return new Judgement(
          Action.of(review.getVerdict())
              .filter(action -> action != Action.REVIEW)
              .orElseThrow(
                  () ->
                      new RejectedRecordException(
                          INVALID_REVIEW, "verdict must be allow or block", null)),
          review.getReviewer(),
          review.getNote(),
          review.getReviewedAt().toEpochMilli());
    }
  }

  static Standing of(Decision decision, long at) {
    return new Standing(
        decision.getId(),
        false,
        decision.getSource(),
        decision.getAuthor(),
        decision.getLanguage(),
        Action.of(decision.getAction()).orElseThrow(),
        decision.getRule(),
        decision.getEvidence(),
        decision.getPolicy(),
        decision.getDecidedAt().toEpochMilli(),
        at,
        null);
  }

  static Standing erased(String id, long at) {
    return new Standing(id, true, null, null, null, null, null, null, null, at, at, null);
  }

  Standing judged(Judgement judgement) {
    return new Standing(
        id, erased, source, author, language, action, rule, evidence, policy, decidedAt, at,
        judgement);
  }

  /** What counts now: the verdict where there is one. */
  Action current() {
    return verdict == null ? action : verdict.verdict();
  }

  boolean awaitsReview() {
    return !erased && verdict == null && action == Action.REVIEW;
  }
}
