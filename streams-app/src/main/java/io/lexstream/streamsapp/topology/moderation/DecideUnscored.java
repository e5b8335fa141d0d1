package io.lexstream.streamsapp.topology.moderation;

import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.LostDocument;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Decides on documents that ended as dead letters, where their ids are known. */
final class DecideUnscored extends ContextualProcessor<byte[], byte[], String, Decision> {

  private final Policy policy;
  private final LostDocument lostDocument;

  DecideUnscored(Policy policy, LostDocument lostDocument) {
    this.policy = policy;
    this.lostDocument = lostDocument;
  }

  @Override
  public void process(Record<byte[], byte[]> letter) {
    long now = context().currentSystemTimeMs();
    lostDocument
        .idOf(letter)
        .ifPresent(
            id -> {
              var decided = policy.decideUnscored(LostDocument.reasonOf(letter));
              var decision = Decisions.unscored(id, decided, policy, now);
              context()
                  .forward(new Record<>(id, decision, now, Entries.headers(context(), letter)));
            });
  }
}
