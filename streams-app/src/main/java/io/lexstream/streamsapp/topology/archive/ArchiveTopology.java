package io.lexstream.streamsapp.topology.archive;

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
 * Keeps, by document id, what the API shows: results, decisions, verdicts, and what waits for a
 * person.
 *
 * <p>A record on {@code enriched} without a value erases its document: here, and by a like record
 * on {@code decisions} for all who read those. An id that was erased stays so for as long as
 * results are kept, since records of the document may still be on their way.
 */
public final class ArchiveTopology {

  private ArchiveTopology() {}

  /**
   * Adds the archive to {@code streams}.
   *
   * @return the verdicts of people, with what each of them replaces
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
              JsonSerde.of(ModerationState.class),
              Topic.DECISIONS.largestRecord()));
    }

    KStream<String, Decision> erasures =
        streams.enriched().process(ArchiveResult::new, Named.as("archive-result"), Archive.STORES);
    erasures.to(streams.name(Topic.DECISIONS), streams.toDecisions("archive-erasures"));

    streams.decisions().process(ArchiveDecision::new, Named.as("archive-decision"), Archive.STORES);

    KStream<String, Review> reviews = streams.reviews();
    return reviews.process(ArchiveVerdict::new, Named.as("archive-verdict"), Archive.STORES);
  }
}
