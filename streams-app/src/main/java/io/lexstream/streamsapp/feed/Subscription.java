package io.lexstream.streamsapp.feed;

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
  private final Feed feed;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
  private final AtomicLong bytes = new AtomicLong();
  private final CountDownLatch live = new CountDownLatch(1);
  private volatile boolean dropped;

  Subscription(FeedFilter filter, Feed feed) {
    this.filter = filter;
    this.feed = feed;
  }

  private record Waiting(FeedEvent event, int bytes) {}

  /** Waits until everything that happens from now on is shown; whether it is within {@code ms}. */
  public boolean awaitLive(long ms) throws InterruptedException {
    return live.await(ms, TimeUnit.MILLISECONDS);
  }

  /** The next event; null when none comes within {@code ms}. */
  public FeedEvent next(long ms) throws InterruptedException {
    var next = queue.poll(ms, TimeUnit.MILLISECONDS);
    if (next == null) {
      return null;
    }
    bytes.addAndGet(-next.bytes());
    return next.event();
  }

  /** Whether the reader was too slow: what is still in the queue is the last it gets. */
  public boolean isDropped() {
    return dropped;
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
  boolean offer(FeedEvent event, int size) {
    if (!filter.accepts(event)) {
      return true;
    }
    if (bytes.addAndGet(size) <= LARGEST_QUEUE && queue.offer(new Waiting(event, size))) {
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
