package io.lexstream.streamsapp.read.feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bounded queue between the feed, which never blocks, and one subscriber, which may be slow.
 * Thread-safe.
 */
public final class Subscription implements AutoCloseable {

  /** Maximum number of queued events. */
  static final int MAX_EVENTS = 1_000;

  /** Maximum size of queued events, in bytes of their records. */
  static final long MAX_BYTES = 8L << 20;

  private final FeedFilter filter;
  private final StartPosition start;
  private final Feed feed;
  private final BlockingQueue<QueuedEvent> queue = new LinkedBlockingQueue<>(MAX_EVENTS);
  private final AtomicLong bytes = new AtomicLong();
  private final CountDownLatch live = new CountDownLatch(1);
  private volatile boolean dropped;
  private volatile boolean gap;

  Subscription(FeedFilter filter, StartPosition start, Feed feed) {
    this.filter = filter;
    this.start = start;
    this.feed = feed;
  }

  /**
   * A queued event.
   *
   * @param id from which an interrupted subscriber resumes
   * @param bytes size of its record
   */
  public record QueuedEvent(String id, FeedEvent event, int bytes) {}

  /** Waits up to {@code ms} until all past events are queued. Returns whether they are. */
  public boolean awaitLive(long ms) throws InterruptedException {
    return live.await(ms, TimeUnit.MILLISECONDS);
  }

  /** The next event; null if there is none within {@code ms}. */
  public QueuedEvent next(long ms) throws InterruptedException {
    var next = queue.poll(ms, TimeUnit.MILLISECONDS);
    if (next != null) {
      bytes.addAndGet(-next.bytes());
    }
    return next;
  }

  /** Whether the subscriber was too slow: it gets only the events in the queue. */
  public boolean isDropped() {
    return dropped;
  }

  /** Whether events are missing between the last event received and the next. */
  public boolean hasGap() {
    return gap;
  }

  StartPosition start() {
    return start;
  }

  void markGap() {
    gap = true;
  }

  boolean isLive() {
    return live.getCount() == 0;
  }

  boolean accepts(FeedEvent event) {
    return filter.accepts(event);
  }

  void becomeLive() {
    live.countDown();
  }

  /**
   * Queues {@code event} if the filter accepts it.
   *
   * @param size bytes of its record
   * @return false if the queue is full
   */
  boolean offer(String id, FeedEvent event, int size) {
    if (!accepts(event)) {
      return true;
    }
    if (bytes.addAndGet(size) <= MAX_BYTES && queue.offer(new QueuedEvent(id, event, size))) {
      return true;
    }
    dropped = true;
    return false;
  }

  @Override
  public void close() {
    feed.remove(this);
  }
}
