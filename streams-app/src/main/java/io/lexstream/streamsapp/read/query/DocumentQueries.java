package io.lexstream.streamsapp.read.query;

import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.streamsapp.topology.ExpiringStore;
import io.lexstream.streamsapp.topology.archive.Archive;
import io.lexstream.streamsapp.topology.archive.ModerationState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.state.HostInfo;

/** Finds documents and their decisions in the state stores. Thread-safe. */
public final class DocumentQueries {

  private static final Serializer<String> IDS = Serdes.String().serializer();
  private static final Comparator<ModerationState> OLDEST_FIRST =
      Comparator.comparingLong(ModerationState::decidedAt).thenComparing(ModerationState::id);

  private final Stores stores;

  DocumentQueries(Stores stores) {
    this.stores = stores;
  }

  /**
   * The state of one document.
   *
   * @param result empty if it is not enriched, or not yet
   * @param moderation empty if there is no decision yet
   */
  public record DocumentState(
      Optional<EnrichedDocument> result, Optional<ModerationState> moderation) {

    public boolean isErased() {
      return moderation.filter(ModerationState::erased).isPresent();
    }

    /** Whether there is a decision. After it, only verdicts follow. */
    public boolean isComplete() {
      return moderation.isPresent();
    }

    public boolean isUnknown() {
      return result.isEmpty() && moderation.isEmpty();
    }
  }

  public Owner ownerOf(String id) {
    return stores.ownerOf(Archive.RESULTS, id, IDS);
  }

  /** The state of document {@code id}, which this instance owns. */
  public DocumentState find(String id, Owner.Local local) {
    return new DocumentState(
        stores.<String, EnrichedDocument, Optional<EnrichedDocument>>read(
            Archive.RESULTS, local, store -> ExpiringStore.get(store, id)),
        stores.<String, ModerationState, Optional<ModerationState>>read(
            Archive.MODERATION_STATES, local, store -> ExpiringStore.get(store, id)));
  }

  /** Whether this instance holds a part of the review queue. */
  public boolean isLocal() {
    return stores.isLocal(Archive.REVIEW_QUEUE);
  }

  public List<HostInfo> otherInstances() {
    return stores.otherOwners(Archive.REVIEW_QUEUE);
  }

  /**
   * Documents of one instance that wait for a verdict.
   *
   * @param oldest the oldest of them, oldest first
   * @param count number of all
   */
  public record PendingReviews(List<ModerationState> oldest, long count) {}

  /** Up to {@code limit} of the documents of this instance that wait for a verdict. */
  public PendingReviews awaitingReview(int limit) {
    return stores.<String, ModerationState, PendingReviews>readAll(
        Archive.REVIEW_QUEUE,
        store -> {
          var oldest = new PriorityQueue<>(OLDEST_FIRST.reversed());
          long count = 0;
          try (var waiting = store.all()) {
            while (waiting.hasNext()) {
              oldest.add(waiting.next().value);
              count++;
              if (oldest.size() > limit) {
                oldest.remove();
              }
            }
          }
          return new PendingReviews(oldest.stream().sorted(OLDEST_FIRST).toList(), count);
        });
  }

  /** The result of a document that is stored at this instance. */
  public Optional<EnrichedDocument> localResult(String id) {
    return stores.<String, EnrichedDocument, Optional<EnrichedDocument>>readAll(
        Archive.RESULTS, store -> ExpiringStore.get(store, id));
  }
}
