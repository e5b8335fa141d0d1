package io.lexstream.streamsapp.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket per client: a sustained rate of requests, and bursts of twice as many.
 * Thread-safe.
 */
final class RateLimit {

  private static final int MAX_CLIENTS = 10_000;

  private final int perSecond;
  private final Ticker clock;
  private final Cache<String, Bucket> buckets;

  RateLimit(int perSecond, Ticker clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .ticker(clock)
            .build();
  }

  /** Throws {@link ProblemException} if {@code client} is over its limit. */
  void acquire(String client) {
    if (!buckets.get(client, unused -> new Bucket()).acquire()) {
      throw new ProblemException(
          Problem.tooManyRequests(
              "more than %d requests per second: send many documents in one request, as JSON lines"
                  .formatted(perSecond)),
          1);
    }
  }

  private final class Bucket {

    private double tokens = 2.0 * perSecond;
    private long filledAt = clock.read();

    synchronized boolean acquire() {
      long now = clock.read();
      double since = (now - filledAt) / (double) TimeUnit.SECONDS.toNanos(1);
      tokens = Math.min(2.0 * perSecond, tokens + since * perSecond);
      filledAt = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}
