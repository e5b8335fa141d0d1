package io.lexstream.streamsapp.topology.archive;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.StageProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stores results. On an erasure, removes the document from the stores and writes an erasure to the
 * decisions topic.
 */
final class ArchiveResult extends StageProcessor<String, EnrichedDocument, String, Decision> {

  private Archive archive;

  ArchiveResult() {
    super(Stage.ARCHIVE);
  }

  @Override
  public void init(ProcessorContext<String, Decision> context) {
    super.init(context);
    archive = new Archive(context);
  }

  @Override
  protected void processRecord(Record<String, EnrichedDocument> enriched) {
    long now = context().currentSystemTimeMs();
    var document = enriched.value();
    if (document != null) {
      if (!archive.isErased(document.getId())) {
        archive.result(document, now);
      }
    } else if (enriched.key() != null) {
      archive.erase(enriched.key(), now);
      context()
          .forward(new Record<>(enriched.key(), null, now, Entries.headers(context(), enriched)));
    }
  }
}
