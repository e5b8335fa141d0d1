package io.lexstream.streamsapp.topology.archive;

import io.lexstream.schemas.avro.Decision;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps decisions, and queues those that ask for a person. */
final class ArchiveDecision extends ContextualProcessor<String, Decision, Void, Void> {

  private Archive archive;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    archive = new Archive(context);
  }

  @Override
  public void process(Record<String, Decision> decided) {
    var decision = decided.value();
    if (decision == null || archive.isErased(decision.getId())) {
      return; // the erasure was made where it was read
    }
    archive.put(ModerationState.of(decision, decided.timestamp()), context().currentSystemTimeMs());
  }
}
