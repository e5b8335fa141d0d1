package io.lexstream.streamsapp.topology.archive;

import io.lexstream.schemas.avro.Decision;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Stores decisions, and queues those with {@code review}. */
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
      return; // the stores were erased when the erasure was read from the enriched topic
    }
    archive.put(ModerationState.of(decision, decided.timestamp()), context().currentSystemTimeMs());
  }
}
