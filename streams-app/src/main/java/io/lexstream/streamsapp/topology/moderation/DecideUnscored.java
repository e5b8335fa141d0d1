package io.lexstream.streamsapp.topology.moderation;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.topology.DeadLetterDocument;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.StageProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Decides on documents that became dead letters, if their ids are known. */
final class DecideUnscored extends StageProcessor<byte[], byte[], String, Decision> {

  private final Policy policy;
  private final DeadLetterDocument deadLetterDocument;

  DecideUnscored(Policy policy, DeadLetterDocument deadLetterDocument) {
    super(Stage.MODERATION);
    this.policy = policy;
    this.deadLetterDocument = deadLetterDocument;
  }

  @Override
  protected void processRecord(Record<byte[], byte[]> letter) {
    long now = context().currentSystemTimeMs();
    deadLetterDocument
        .idOf(letter)
        .ifPresent(
            id -> {
              var decided = policy.decideUnscored(DeadLetterDocument.reasonOf(letter));
              var decision = Decisions.unscored(id, decided, policy, now);
              context()
                  .forward(new Record<>(id, decision, now, Entries.headers(context(), letter)));
            });
  }
}
