package io.lexstream.streamsapp.topology.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.policy.DecisionKind;
import io.lexstream.streamsapp.topology.RejectedRecordException;
import java.util.Map;

/**
 * The moderation state of a document: the policy's decision, a person's verdict on it, or its
 * erasure.
 *
 * @param erased whether the document was erased; only the id is set then
 * @param verdict null if no person gave one
 * @param at time of the document in its author's history, ms since the epoch
 * @param decidedAt ms since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModerationState(
    String id,
    boolean erased,
    String source,
    String author,
    String language,
    DecisionKind decision,
    String rule,
    Map<String, String> evidence,
    String policy,
    long decidedAt,
    long at,
    Verdict verdict) {

  /** Reason of the dead letter of an invalid verdict. */
  static final String INVALID_REVIEW = "invalid-review";

  /** Reason of the dead letter of a second verdict that does not overrule the first. */
  static final String VERDICT_EXISTS = "verdict-exists";

  /**
   * A person's verdict.
   *
   * @param entry entry of the record with the verdict
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verdict(
      DecisionKind kind, String reviewer, String note, long reviewedAt, String entry) {

    static Verdict of(Review review, EntryId entry) {
      return new Verdict(
          DecisionKind.of(review.getVerdict())
              .filter(kind -> kind != DecisionKind.REVIEW)
              .orElseThrow(
                  () ->
                      new RejectedRecordException(
                          INVALID_REVIEW, "verdict must be allow or block", null)),
          review.getReviewer(),
          review.getNote(),
          review.getReviewedAt().toEpochMilli(),
          entry.toString());
    }
  }

  static ModerationState of(Decision decision, long at) {
    return new ModerationState(
        decision.getId(),
        false,
        decision.getSource(),
        decision.getAuthor(),
        decision.getLanguage(),
        DecisionKind.of(decision.getAction()).orElseThrow(),
        decision.getRule(),
        decision.getEvidence(),
        decision.getPolicy(),
        decision.getDecidedAt().toEpochMilli(),
        at,
        null);
  }

  static ModerationState erased(String id, long at) {
    return new ModerationState(id, true, null, null, null, null, null, null, null, at, at, null);
  }

  ModerationState withVerdict(Verdict verdict) {
    return new ModerationState(
        id, erased, source, author, language, decision, rule, evidence, policy, decidedAt, at,
        verdict);
  }

  /** The verdict if there is one, else the decision. */
  DecisionKind current() {
    return verdict == null ? decision : verdict.kind();
  }

  boolean awaitsReview() {
    return !erased && verdict == null && decision == DecisionKind.REVIEW;
  }
}
