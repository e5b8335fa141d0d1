package io.lexstream.streamsapp.read.feed;

import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.UndecodableException;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows committed results, decisions and dead letters of all partitions to those who watch, from
 * the moment they begin to, or from where they were interrupted not long ago. While nobody watches
 * nothing is decoded. A watcher who cannot keep up is dropped. Thread-safe.
 */
public final class Feed implements RecordListener {

  /** Records kept for those who come back. */
  static final int KEPT = 500;

  /** Their bytes at most; less than a watcher's queue takes. */
  static final long KEPT_BYTES = 4L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final RegistryDeserializer<EnrichedDocument> enriched;
  private final RegistryDeserializer<Decision> decisions;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final AtomicLong dropped = new AtomicLong();

  /** Numbers of events count from a start; ids tell one start from another. */
  private final String start = UUID.randomUUID().toString().substring(0, 8);

  private final RecentRecords recent = new RecentRecords(KEPT, KEPT_BYTES);

  public Feed(RegistrySerdes serdes) {
    this.enriched = serdes.deserializer(EnrichedDocument.class);
    this.decisions = serdes.deserializer(Decision.class);
  }

  /** Begins to watch. The caller closes the subscription when it has seen enough. */
  public Subscription subscribe(FeedFilter filter, Beginning beginning) {
    var subscription = new Subscription(filter, beginning, this);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Watchers at present. */
  public int watchers() {
    return subscriptions.size();
  }

  /** Watchers that were dropped so far because they were too slow. */
  public long droppedWatchers() {
    return dropped.get();
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  @Override
  public void seen(SeenRecord record) {
    var numbered = recent.add(record);
    if (subscriptions.stream().anyMatch(Subscription::isLive)) {
      event(numbered.seen())
          .ifPresent(
              event ->
                  subscriptions.stream()
                      .filter(Subscription::isLive)
                      .forEach(subscription -> offer(subscription, numbered, event)));
    }
  }

  @Override
  public void turn() {
    for (var subscription : subscriptions) {
      if (!subscription.isLive()) {
        catchUp(subscription);
        subscription.becomeLive();
      }
    }
  }

  private void catchUp(Subscription subscription) {
    var beginning = subscription.beginning();
    if (beginning.after().isEmpty()) {
      latest(subscription, beginning.last());
      return;
    }
    var number = number(beginning.after().get());
    var missed =
        number.isPresent()
            ? recent.after(number.getAsLong())
            : Optional.<List<RecentRecords.Numbered>>empty();
    if (missed.isEmpty()) {
      subscription.tellOfGap();
      return;
    }
    for (var record : missed.get()) {
      event(record.seen()).ifPresent(event -> offer(subscription, record, event));
    }
  }

  private void latest(Subscription subscription, int count) {
    if (count == 0) {
      return;
    }
    var wanted = new ArrayList<Runnable>();
    for (var record : recent.newestFirst()) {
      event(record.seen())
          .filter(subscription::wants)
          .ifPresent(event -> wanted.add(() -> offer(subscription, record, event)));
      if (wanted.size() == count) {
        break;
      }
    }
    Collections.reverse(wanted);
    wanted.forEach(Runnable::run);
  }

  private void offer(Subscription subscription, RecentRecords.Numbered record, FeedEvent event) {
    if (!subscription.offer(id(record), event, record.bytes())) {
      subscriptions.remove(subscription);
      dropped.incrementAndGet();
    }
  }

  private String id(RecentRecords.Numbered record) {
    return start + "-" + record.number();
  }

  private OptionalLong number(String id) {
    if (!id.startsWith(start + "-")) {
      return OptionalLong.empty(); // of another instance, or from before a restart
    }
    try {
      return OptionalLong.of(Long.parseLong(id.substring(start.length() + 1)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private Optional<FeedEvent> event(SeenRecord seen) {
    var consumed = seen.consumed();
    try {
      if (seen.topic() == Topic.DEAD_LETTERS) {
        return Optional.of(new FeedEvent.Lost(DeadLetter.from(consumed)));
      } else if (consumed.value() == null) {
        return Optional.empty(); // an erasure
      } else if (seen.topic() == Topic.ENRICHED) {
        return Optional.of(new FeedEvent.Enriched(enriched.decode(consumed.value())));
      }
      return Optional.of(new FeedEvent.Decided(decisions.decode(consumed.value())));
    } catch (UndecodableException | RegistryUnavailableException e) {
      // A watcher sees the present; what cannot be read now is accounted for by those who must.
      LOG.debug("feed leaves out a record: cause={}", e.toString());
      return Optional.empty();
    }
  }
}
