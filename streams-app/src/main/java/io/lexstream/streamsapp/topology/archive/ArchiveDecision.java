package io.lexstream.streamsapp.topology.archive;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.topology.StageProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Stores decisions, and queues those with {@code review}. */
final class ArchiveDecision extends StageProcessor<String, Decision, Void, Void> {

  private Archive archive;

  ArchiveDecision() {
    super(Stage.ARCHIVE);
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    archive = new Archive(context);
  }

  @Override
  protected void processRecord(Record<String, Decision> decided) {
    var decision = decided.value();
    if (decision == null || archive.isErased(decision.getId())) {
      return; // the stores were erased when the erasure was read from the enriched topic
    }
    archive.put(ModerationState.of(decision, decided.timestamp()), context().currentSystemTimeMs());
  }
}
