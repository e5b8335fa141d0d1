package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.Stage;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** A processor that marks failures with its stage, for their dead letters. */
public abstract class StageProcessor<K, V, L, W> extends ContextualProcessor<K, V, L, W> {

  private final Stage stage;

  protected StageProcessor(Stage stage) {
    this.stage = stage;
  }

  @Override
  public final void process(Record<K, V> read) {
    StepFailure.mark(
        stage,
        () -> {
          processRecord(read);
          return null;
        });
  }

  protected abstract void processRecord(Record<K, V> read);
}
