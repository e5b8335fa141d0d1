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

/** What is known about documents. Thread-safe. */
public final class DocumentQueries {

  private static final Serializer<String> IDS = Serdes.String().serializer();
  private static final Comparator<ModerationState> OLDEST_FIRST =
      Comparator.comparingLong(ModerationState::decidedAt).thenComparing(ModerationState::id);

  private final Stores stores;

  DocumentQueries(Stores stores) {
    this.stores = stores;
  }

  /**
   * What is known about one document.
   *
   * @param result empty while it is not enriched yet, or when it never could be
   * @param state empty while it is not decided on
   */
  public record Known(Optional<EnrichedDocument> result, Optional<ModerationState> state) {

    public boolean isErased() {
      return state.filter(ModerationState::erased).isPresent();
    }

    /**
     * Whether nothing more is to come but verdicts: decided on, with a result or for want of one.
     */
    public boolean isComplete() {
      return state.isPresent();
    }

    public boolean isNothing() {
      return result.isEmpty() && state.isEmpty();
    }
  }

  public Owner ownerOf(String id) {
    return stores.ownerOf(Archive.RESULTS, id, IDS);
  }

  /** What this instance knows about the document called {@code id}, which it owns. */
  public Known find(String id, Owner.Here here) {
    return new Known(
        stores.<String, EnrichedDocument, Optional<EnrichedDocument>>read(
            Archive.RESULTS, here, store -> ExpiringStore.get(store, id)),
        stores.<String, ModerationState, Optional<ModerationState>>read(
            Archive.MODERATION_STATES, here, store -> ExpiringStore.get(store, id)));
  }

  /** Whether documents may wait for a person at this instance. */
  public boolean isHere() {
    return stores.isHere(Archive.REVIEW_QUEUE);
  }

  public List<HostInfo> otherInstances() {
    return stores.others(Archive.REVIEW_QUEUE);
  }

  /**
   * Documents that wait for a person at an instance.
   *
   * @param oldest some of them, the longest waiting first
   * @param count of all
   */
  public record Waiting(List<ModerationState> oldest, long count) {}

  /** Up to {@code limit} of the documents that wait for a person at this instance. */
  public Waiting awaitingReview(int limit) {
    return stores.<String, ModerationState, Waiting>readAll(
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
          return new Waiting(oldest.stream().sorted(OLDEST_FIRST).toList(), count);
        });
  }

  /** The text of a document at this instance, for whoever has to judge it. */
  public Optional<EnrichedDocument> resultHere(String id) {
    return stores.<String, EnrichedDocument, Optional<EnrichedDocument>>readAll(
        Archive.RESULTS, store -> ExpiringStore.get(store, id));
  }
}
