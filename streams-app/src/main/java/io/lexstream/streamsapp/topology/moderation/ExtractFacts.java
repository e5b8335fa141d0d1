package io.lexstream.streamsapp.topology.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.streamsapp.policy.AuthorEvent;
import io.lexstream.streamsapp.policy.Facts;
import io.lexstream.streamsapp.topology.DeadLetterDocument;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.RecordTime;
import io.lexstream.streamsapp.topology.StageProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Extracts the facts of a document and keys them by author. */
final class ExtractFacts extends StageProcessor<String, EnrichedDocument, String, AuthorEvent> {

  ExtractFacts() {
    super(Stage.MODERATION);
  }

  @Override
  protected void processRecord(Record<String, EnrichedDocument> enriched) {
    var document = enriched.value();
    if (document == null) {
      return; // an erasure
    }
    Long enrichedAt =
        document.getEnrichedAt() == null ? null : document.getEnrichedAt().toEpochMilli();
    long at = RecordTime.ofEnrichment(enrichedAt, enriched.timestamp());
    var facts = Facts.of(document, at);
    String key = facts.author() == null ? facts.id() : facts.authorKey();
    var headers = Entries.headers(context(), enriched);
    // The key is now the author: a later dead letter still needs the document id.
    headers
        .remove(DeadLetterDocument.ID_HEADER)
        .add(DeadLetterDocument.ID_HEADER, facts.id().getBytes(UTF_8));
    context().forward(new Record<>(key, facts, at, headers));
  }
}
