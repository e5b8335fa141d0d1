package io.lexstream.streamsapp.archive;

import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.archive.Standing.Judgement;
import io.lexstream.streamsapp.moderation.Action;
import io.lexstream.streamsapp.moderation.Verdict;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Puts people's verdicts over decisions, and tells the author's history what each replaces. */
final class ArchiveVerdict extends ContextualProcessor<String, Review, String, Verdict> {

  private Archive archive;

  @Override
  public void init(ProcessorContext<String, Verdict> context) {
    super.init(context);
    archive = new Archive(context);
  }

  @Override
  public void process(Record<String, Review> reviewed) {
    var review = reviewed.value();
    if (review == null || archive.isErased(review.getId())) {
      return;
    }
    var verdict = verdict(reviewed);
    if (verdict.author() != null) {
      context().forward(reviewed.withKey(verdict.authorKey()).withValue(verdict));
    }
  }

  private Verdict verdict(Record<String, Review> reviewed) {
    var review = reviewed.value();
    var judgement = Judgement.of(review);
    var standing = archive.standing(review.getId());
    standing.ifPresent(
        before -> archive.stands(before.judged(judgement), context().currentSystemTimeMs()));
    return standing
        .map(before -> replacing(before, judgement.verdict()))
        // The decision is no longer known: the reviewer's word on the author is all there is.
        .orElseGet(
            () ->
                new Verdict(
                    review.getId(),
                    review.getSource(),
                    review.getAuthor(),
                    null,
                    judgement.verdict(),
                    reviewed.timestamp()));
  }

  private static Verdict replacing(Standing before, Action verdict) {
    return new Verdict(
        before.id(), before.source(), before.author(), before.current(), verdict, before.at());
  }
}
