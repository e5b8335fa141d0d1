package io.lexstream.streamsapp.topology.archive;

import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.streamsapp.topology.ExpiringStore;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** The stores of one task, all keyed by document id. Not thread-safe. */
public final class Archive {

  public static final String RESULTS = "results";
  public static final String MODERATION_STATES = "moderation-states";
  public static final String REVIEW_QUEUE = "review-queue";
  static final String[] STORES = {RESULTS, MODERATION_STATES, REVIEW_QUEUE};

  private final ExpiringStore<EnrichedDocument> results;
  private final ExpiringStore<ModerationState> states;
  private final ExpiringStore<ModerationState> queue;

  Archive(ProcessorContext<?, ?> context) {
    this.results = new ExpiringStore<>(context.getStateStore(RESULTS));
    this.states = new ExpiringStore<>(context.getStateStore(MODERATION_STATES));
    this.queue = new ExpiringStore<>(context.getStateStore(REVIEW_QUEUE));
  }

  Optional<ModerationState> state(String id) {
    return states.get(id);
  }

  boolean isErased(String id) {
    return states.get(id).filter(ModerationState::erased).isPresent();
  }

  void result(EnrichedDocument document, long now) {
    results.put(document.getId(), document, now);
  }

  void put(ModerationState state, long now) {
    states.put(state.id(), state, now);
    if (state.awaitsReview()) {
      queue.put(state.id(), state, now);
    } else {
      queue.remove(state.id());
    }
  }

  void erase(String id, long now) {
    results.remove(id);
    put(ModerationState.erased(id, now), now);
  }
}
