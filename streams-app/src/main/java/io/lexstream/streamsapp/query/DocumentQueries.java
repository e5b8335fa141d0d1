package io.lexstream.streamsapp.query;

import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.streamsapp.archive.Archive;
import io.lexstream.streamsapp.archive.Standing;
import io.lexstream.streamsapp.kafka.ExpiringStore;
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
  private static final Comparator<Standing> OLDEST_FIRST =
      Comparator.comparingLong(Standing::decidedAt).thenComparing(Standing::id);

  private final Stores stores;

  DocumentQueries(Stores stores) {
    this.stores = stores;
  }

  /**
   * What is known about one document.
   *
   * @param result empty while it is not enriched yet, or when it never could be
   * @param standing empty while it is not decided on
   */
  public record Known(Optional<EnrichedDocument> result, Optional<Standing> standing) {

    public boolean isErased() {
      return standing.filter(Standing::erased).isPresent();
    }

    /**
     * Whether nothing more is to come but verdicts: decided on, with a result or for want of one.
     */
    public boolean isComplete() {
      return standing.isPresent();
    }

    public boolean isNothing() {
      return result.isEmpty() && standing.isEmpty();
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
        stores.<String, Standing, Optional<Standing>>read(
            Archive.STANDINGS, here, store -> ExpiringStore.get(store, id)));
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
  public record Waiting(List<Standing> oldest, long count) {}

  /** Up to {@code limit} of the documents that wait for a person at this instance. */
  public Waiting awaitingReview(int limit) {
    return stores.<String, Standing, Waiting>readAll(
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
