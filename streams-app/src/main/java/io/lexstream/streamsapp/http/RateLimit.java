package io.lexstream.streamsapp.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A bucket of tokens for each caller: so many requests a second, twice as many at once.
 * Thread-safe.
 */
final class RateLimit {

  private static final int CALLERS = 10_000;

  private final int perSecond;
  private final Ticker clock;
  private final Cache<String, Bucket> buckets;

  RateLimit(int perSecond, Ticker clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .ticker(clock)
            .build();
  }

  /** Throws {@link ProblemException} when {@code caller} asks too often. */
  void take(String caller) {
    if (!buckets.get(caller, unused -> new Bucket()).take()) {
      throw new ProblemException(
          Problem.tooManyRequests(
              "at most "
                  + perSecond
                  + " requests a second: send many documents in one request, as JSON lines"),
          1);
    }
  }

  private final class Bucket {

    private double tokens = 2.0 * perSecond;
    private long filledAt = clock.read();

    synchronized boolean take() {
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
