package io.lexstream.streamsapp.write.intake;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.StageProcessor;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;

/** Reads the document in each record. An invalid record becomes a dead letter. */
final class ReadDocument extends StageProcessor<byte[], byte[], String, Document> {

  private final DocumentReader reader;
  private final Runnable count;

  ReadDocument(DocumentReader reader, Runnable count) {
    super(Stage.INTAKE);
    this.reader = reader;
    this.count = count;
  }

  @Override
  protected void processRecord(Record<byte[], byte[]> read) {
    var document =
        reader.read(
            read.key(), read.value(), read.headers(), Instant.ofEpochMilli(read.timestamp()));
    if (document.getId().isEmpty()) {
      document = Document.newBuilder(document).setId(Entries.of(context()).toString()).build();
    }
    count.run();
    context()
        .forward(
            new Record<>(
                document.getId(), document, read.timestamp(), Entries.headers(context(), read)));
  }
}
