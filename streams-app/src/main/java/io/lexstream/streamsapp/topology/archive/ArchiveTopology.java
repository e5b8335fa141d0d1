package io.lexstream.streamsapp.topology.archive;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.policy.AuthorVerdict;
import io.lexstream.streamsapp.topology.ExpiringStore;
import io.lexstream.streamsapp.topology.JsonSerde;
import io.lexstream.streamsapp.topology.PlatformStreams;
import java.time.Duration;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Stores, by document id, what the API shows: results, decisions, verdicts, and the review queue.
 *
 * <p>A record without value on {@code enriched} erases its document from the stores. The archive
 * then writes a record without value to {@code decisions}, for the readers of that topic. An erased
 * id stays erased for the time that results are kept, because records of the document may still be
 * in other topics.
 */
public final class ArchiveTopology {

  private ArchiveTopology() {}

  /**
   * Adds the archive to {@code streams}.
   *
   * @return the verdicts, each with the decision or verdict that it replaces
   */
  public static KStream<String, AuthorVerdict> define(
      PlatformStreams streams, Duration timeToLive) {
    var builder = streams.builder();
    builder.addStateStore(
        ExpiringStore.builder(
            Archive.RESULTS,
            timeToLive,
            streams.stored(Topic.ENRICHED, EnrichedDocument.class),
            Topic.ENRICHED.largestRecord()));
    for (String store : new String[] {Archive.MODERATION_STATES, Archive.REVIEW_QUEUE}) {
      builder.addStateStore(
          ExpiringStore.builder(
              store,
              timeToLive,
              JsonSerde.of(Stage.ARCHIVE, ModerationState.class),
              Topic.DECISIONS.largestRecord()));
    }

    KStream<String, Decision> erasures =
        streams.enriched().process(ArchiveResult::new, Named.as("archive-result"), Archive.STORES);
    erasures.to(
        streams.name(Topic.DECISIONS), streams.toDecisions(Stage.ARCHIVE, "archive-erasures"));

    streams.decisions().process(ArchiveDecision::new, Named.as("archive-decision"), Archive.STORES);

    KStream<String, Review> reviews = streams.reviews();
    return reviews.process(ArchiveVerdict::new, Named.as("archive-verdict"), Archive.STORES);
  }
}
