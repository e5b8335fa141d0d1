package io.lexstream.streamsapp.topology.archive;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.policy.AuthorVerdict;
import io.lexstream.streamsapp.policy.DecisionKind;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.RejectedRecordException;
import io.lexstream.streamsapp.topology.StageProcessor;
import io.lexstream.streamsapp.topology.archive.ModerationState.Verdict;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stores verdicts, and forwards each to the author's history with the decision that it replaces.
 */
final class ArchiveVerdict extends StageProcessor<String, Review, String, AuthorVerdict> {

  private Archive archive;

  ArchiveVerdict() {
    super(Stage.ARCHIVE);
  }

  @Override
  public void init(ProcessorContext<String, AuthorVerdict> context) {
    super.init(context);
    archive = new Archive(context);
  }

  @Override
  protected void processRecord(Record<String, Review> reviewed) {
    var review = reviewed.value();
    if (review == null) {
      throw new RejectedRecordException(
          ModerationState.INVALID_REVIEW, "the record has no value: send a verdict", null);
    }
    if (archive.isErased(review.getId())) {
      return;
    }
    var verdict = verdict(reviewed);
    if (verdict.author() != null) {
      context().forward(reviewed.withKey(verdict.authorKey()).withValue(verdict));
    }
  }

  private AuthorVerdict verdict(Record<String, Review> reviewed) {
    var review = reviewed.value();
    var verdict = Verdict.of(review, Entries.of(context()));
    var state = archive.state(review.getId());
    state.map(ModerationState::verdict).ifPresent(first -> requireOverrule(review, first));
    state.ifPresent(
        before -> archive.put(before.withVerdict(verdict), context().currentSystemTimeMs()));
    return state
        .map(before -> replacing(before, verdict.kind()))
        // The decision has expired: source and author come from the verdict's record.
        .orElseGet(
            () ->
                new AuthorVerdict(
                    review.getId(),
                    review.getSource(),
                    review.getAuthor(),
                    null,
                    verdict.kind(),
                    reviewed.timestamp()));
  }

  private static void requireOverrule(Review review, Verdict first) {
    if (!Boolean.TRUE.equals(review.getOverrule())) {
      throw new RejectedRecordException(
          ModerationState.VERDICT_EXISTS,
          "document "
              + review.getId()
              + " already has the verdict "
              + first.kind().text()
              + ": set overrule to replace it",
          null);
    }
  }

  private static AuthorVerdict replacing(ModerationState before, DecisionKind verdict) {
    return new AuthorVerdict(
        before.id(), before.source(), before.author(), before.current(), verdict, before.at());
  }
}
