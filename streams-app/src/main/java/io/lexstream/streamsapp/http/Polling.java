package io.lexstream.streamsapp.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for a record that was sent to appear in a state store. Blocks no thread. Thread-safe. */
final class Polling {

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

  private final InstantSource clock;
  private final Duration timeout;

  Polling(InstantSource clock, Duration timeout) {
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * Repeats {@code query} until it has a result.
   *
   * @return fails with a {@link ProblemException} (503) if there is no result in time, or with the
   *     exception of the query
   */
  <T> CompletableFuture<T> await(Supplier<Optional<T>> query) {
    return await(query, clock.instant().plus(timeout));
  }

  private <T> CompletableFuture<T> await(Supplier<Optional<T>> query, Instant until) {
    var found = query.get();
    if (found.isPresent()) {
      return CompletableFuture.completedFuture(found.get());
    }
    if (!clock.instant().isBefore(until)) {
      throw new ProblemException(
          Problem.unavailable(
              "the request was written but not confirmed in time: retry it without changes"),
          1);
    }
    return CompletableFuture.supplyAsync(() -> await(query, until), LATER)
        .thenCompose(later -> later);
  }
}
