package io.lexstream.streamsapp.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the memory of all requests that are in progress. Thread-safe. */
final class InFlightBytes {

  private final long max;
  private final AtomicLong used = new AtomicLong();

  InFlightBytes(long max) {
    this.max = max;
  }

  /** Starts a request, with a reservation of 0 bytes. */
  Reservation open() {
    return new Reservation();
  }

  /** Bytes reserved by all requests. */
  long used() {
    return used.get();
  }

  /** The bytes of one request. Not thread-safe, but for {@link #close}. */
  final class Reservation implements AutoCloseable {

    private final AtomicLong reserved = new AtomicLong();

    /** Reserves more bytes; throws {@link ProblemException} (503) if the limit is reached. */
    void add(long bytes) {
      if (used.addAndGet(bytes) > max) {
        used.addAndGet(-bytes);
        throw new ProblemException(
            Problem.unavailable("requests in progress use %d bytes: retry shortly".formatted(max)),
            1);
      }
      reserved.addAndGet(bytes);
    }

    @Override
    public void close() {
      used.addAndGet(-reserved.getAndSet(0));
    }
  }
}
