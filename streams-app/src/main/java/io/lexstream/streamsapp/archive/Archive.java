package io.lexstream.streamsapp.archive;

import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.streamsapp.kafka.ExpiringStore;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The stores that one task keeps, all by document id. Not thread-safe. */
public final class Archive {

  public static final String RESULTS = "results";
  public static final String STANDINGS = "standings";
  public static final String REVIEW_QUEUE = "review-queue";
  static final String[] STORES = {RESULTS, STANDINGS, REVIEW_QUEUE};

  private final ExpiringStore<EnrichedDocument> results;
  private final ExpiringStore<Standing> standings;
  private final ExpiringStore<Standing> queue;

  Archive(ProcessorContext<?, ?> context) {
    this.results = new ExpiringStore<>(context.getStateStore(RESULTS));
    this.standings = new ExpiringStore<>(context.getStateStore(STANDINGS));
    this.queue = new ExpiringStore<>(context.getStateStore(REVIEW_QUEUE));
  }

  Optional<Standing> standing(String id) {
    return standings.get(id);
  }

  boolean isErased(String id) {
    return standings.get(id).filter(Standing::erased).isPresent();
  }

  void result(EnrichedDocument document, long now) {
    results.put(document.getId(), document, now);
  }

  void stands(Standing standing, long now) {
    standings.put(standing.id(), standing, now);
    if (standing.awaitsReview()) {
      queue.put(standing.id(), standing, now);
    } else {
      queue.remove(standing.id());
    }
  }

  void erase(String id, long now) {
    results.remove(id);
    stands(Standing.erased(id, now), now);
  }
}
