package io.lexstream.streamsapp.write.intake;

import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.topology.Entries;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Makes a document of each record, or fails on it, which makes it a dead letter. */
final class TakeIn extends ContextualProcessor<byte[], byte[], String, Document> {

  private final DocumentReader reader;
  private final Runnable counted;

  TakeIn(DocumentReader reader, Runnable counted) {
    this.reader = reader;
    this.counted = counted;
  }

  @Override
  public void process(Record<byte[], byte[]> read) {
    var document =
        reader.read(
            read.key(), read.value(), read.headers(), Instant.ofEpochMilli(read.timestamp()));
    if (document.getId().isEmpty()) {
      document = Document.newBuilder(document).setId(Entries.of(context()).toString()).build();
    }
    counted.run();
    context()
        .forward(
            new Record<>(
                document.getId(), document, read.timestamp(), Entries.headers(context(), read)));
  }
}
