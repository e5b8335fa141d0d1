package io.lexstream.streamsapp.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket per client: a sustained rate of requests, and bursts of twice as many. A request
 * takes one token, and more after it is read, according to its size. Thread-safe.
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

  /** Takes one token; throws {@link ProblemException} if {@code client} has none. */
  void acquire(String client) {
    int waitSeconds = bucket(client).acquire();
    if (waitSeconds > 0) {
      throw new ProblemException(
          Problem.tooManyRequests(
              ("more than %d requests per second, or requests too large for this rate: slow down, and"
                      + " send many documents in one request, as JSON lines")
                  .formatted(perSecond)),
          waitSeconds);
    }
  }

  /** Takes more tokens for a request that is already accepted; later requests wait for them. */
  void charge(String client, double tokens) {
    bucket(client).charge(tokens);
  }

  private Bucket bucket(String client) {
    return buckets.get(client, unused -> new Bucket());
  }

  private final class Bucket {

    private final double capacity = 2.0 * perSecond;
    private double tokens = capacity;
    private long filledAt = clock.read();

    /** Takes a token and returns 0, or returns the seconds until there is one. */
    synchronized int acquire() {
      fill();
      if (tokens < 1) {
        return (int) Math.ceil((1 - tokens) / perSecond);
      }
      tokens--;
      return 0;
    }

    synchronized void charge(double cost) {
      fill();
      tokens = Math.max(-capacity, tokens - cost);
    }

    private void fill() {
      long now = clock.read();
      double since = (now - filledAt) / (double) TimeUnit.SECONDS.toNanos(1);
      tokens = Math.min(capacity, tokens + since * perSecond);
      filledAt = now;
    }
  }
}
