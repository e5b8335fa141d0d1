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
 * Sends committed results, decisions and dead letters of all partitions to subscribers: new events,
 * or all events after an interruption. Decodes records only if there are subscribers. Drops a
 * subscriber that is too slow. Thread-safe.
 */
public final class Feed implements RecordListener {

  /** Number of records kept for subscribers that resume. */
  static final int KEPT = 500;

  /** Maximum size of the kept records in bytes; smaller than the queue of a subscriber. */
  static final long KEPT_BYTES = 4L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final RegistryDeserializer<EnrichedDocument> enriched;
  private final RegistryDeserializer<Decision> decisions;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final AtomicLong dropped = new AtomicLong();

  /** Event numbers start at 1 in each process; this prefix makes event ids unique. */
  private final String processId = UUID.randomUUID().toString().substring(0, 8);

  private final RecentRecords recent = new RecentRecords(KEPT, KEPT_BYTES);

  public Feed(RegistrySerdes serdes) {
    this.enriched = serdes.deserializer(EnrichedDocument.class);
    this.decisions = serdes.deserializer(Decision.class);
  }

  /** Adds a subscriber. The caller closes the subscription. */
  public Subscription subscribe(FeedFilter filter, StartPosition start) {
    var subscription = new Subscription(filter, start, this);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Number of subscribers. */
  public int subscribers() {
    return subscriptions.size();
  }

  /** Number of subscribers dropped so far because they were too slow. */
  public long droppedSubscribers() {
    return dropped.get();
  }

  void remove(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  @Override
  public void onRecord(CommittedRecord record) {
    var numbered = recent.add(record);
    if (subscriptions.stream().anyMatch(Subscription::isLive)) {
      event(numbered.record())
          .ifPresent(
              event ->
                  subscriptions.stream()
                      .filter(Subscription::isLive)
                      .forEach(subscription -> offer(subscription, numbered, event)));
    }
  }

  @Override
  public void onPoll() {
    for (var subscription : subscriptions) {
      if (!subscription.isLive()) {
        catchUp(subscription);
        subscription.becomeLive();
      }
    }
  }

  private void catchUp(Subscription subscription) {
    var start = subscription.start();
    if (start.after().isEmpty()) {
      sendLatest(subscription, start.last());
      return;
    }
    var number = number(start.after().get());
    var missed =
        number.isPresent()
            ? recent.after(number.getAsLong())
            : Optional.<List<RecentRecords.Numbered>>empty();
    if (missed.isEmpty()) {
      subscription.markGap();
      return;
    }
    for (var record : missed.get()) {
      event(record.record()).ifPresent(event -> offer(subscription, record, event));
    }
  }

  private void sendLatest(Subscription subscription, int count) {
    if (count == 0) {
      return;
    }
    var wanted = new ArrayList<Runnable>();
    for (var record : recent.newestFirst()) {
      event(record.record())
          .filter(subscription::accepts)
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
    return processId + "-" + record.number();
  }

  private OptionalLong number(String id) {
    if (!id.startsWith(processId + "-")) {
      return OptionalLong.empty(); // an id of another process
    }
    try {
      return OptionalLong.of(Long.parseLong(id.substring(processId.length() + 1)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private Optional<FeedEvent> event(CommittedRecord committed) {
    var consumed = committed.consumed();
    try {
      if (committed.topic() == Topic.DEAD_LETTERS) {
        return Optional.of(new FeedEvent.DeadLettered(DeadLetter.from(consumed)));
      } else if (consumed.value() == null) {
        return Optional.empty(); // an erasure
      } else if (committed.topic() == Topic.ENRICHED) {
        return Optional.of(new FeedEvent.Enriched(enriched.decode(consumed.value())));
      }
      return Optional.of(new FeedEvent.Decided(decisions.decode(consumed.value())));
    } catch (UndecodableException | RegistryUnavailableException e) {
      // The feed may skip a record; the stages account for every record.
      LOG.debug("feed skipped a record: cause={}", e.toString());
      return Optional.empty();
    }
  }
}
