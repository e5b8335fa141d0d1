package io.lexstream.streamsapp.read.feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One watcher's view of the feed: a bounded queue between the feed, which never waits, and a
 * reader, who may be slow. Thread-safe.
 */
public final class Subscription implements AutoCloseable {

  /** Events a reader may fall behind before it is dropped. */
  static final int LONGEST_QUEUE = 1_000;

  /** Bytes, as they stood on their topics, that a reader may fall behind. */
  static final long LARGEST_QUEUE = 8L << 20;

  private final FeedFilter filter;
  private final Beginning beginning;
  private final Feed feed;
  private final BlockingQueue<Next> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
  private final AtomicLong bytes = new AtomicLong();
  private final CountDownLatch live = new CountDownLatch(1);
  private volatile boolean dropped;
  private volatile boolean gap;

  Subscription(FeedFilter filter, Beginning beginning, Feed feed) {
    this.filter = filter;
    this.beginning = beginning;
    this.feed = feed;
  }

  /**
   * An event on its way to the reader.
   *
   * @param id where a reader that is interrupted goes on
   * @param bytes of its record
   */
  public record Next(String id, FeedEvent event, int bytes) {}

  /** Waits until everything that happens from now on is shown; whether it is within {@code ms}. */
  public boolean awaitLive(long ms) throws InterruptedException {
    return live.await(ms, TimeUnit.MILLISECONDS);
  }

  /** The next event; null when none comes within {@code ms}. */
  public Next next(long ms) throws InterruptedException {
    var next = queue.poll(ms, TimeUnit.MILLISECONDS);
    if (next != null) {
      bytes.addAndGet(-next.bytes());
    }
    return next;
  }

  /** Whether the reader was too slow: what is still in the queue is the last it gets. */
  public boolean isDropped() {
    return dropped;
  }

  /** Whether events were lost between where the reader stopped and where it goes on. */
  public boolean hasGap() {
    return gap;
  }

  Beginning beginning() {
    return beginning;
  }

  void tellOfGap() {
    gap = true;
  }

  boolean isLive() {
    return live.getCount() == 0;
  }

  boolean wants(FeedEvent event) {
    return filter.accepts(event);
  }

  void becomeLive() {
    live.countDown();
  }

  /**
   * Queues {@code event} if it passes the filter.
   *
   * @param size bytes of its record
   * @return false when the reader did not keep up
   */
  boolean offer(String id, FeedEvent event, int size) {
    if (!wants(event)) {
      return true;
    }
    if (bytes.addAndGet(size) <= LARGEST_QUEUE && queue.offer(new Next(id, event, size))) {
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
