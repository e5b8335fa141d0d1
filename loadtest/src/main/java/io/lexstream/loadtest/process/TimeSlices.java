package io.lexstream.loadtest.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Alternates between two processes: one runs for half a second, then the other for a quarter. Both
 * see the same speed of the machine, although a virtual machine may be a tenth slower for some
 * seconds. Used by one thread.
 */
public final class TimeSlices implements AutoCloseable {

  private static final long OWN_MILLIS = 500;
  private static final long OTHER_MILLIS = 250;

  private final ChildProcess own;
  private final ChildProcess other;
  private final Thread thread = new Thread(this::alternate, "time-slices");
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Slice> slices = new ArrayList<>();
  private long otherNanos;
  private Exception failure;

  private TimeSlices(ChildProcess own, ChildProcess other) {
    this.own = own;
    this.other = other;
  }

  /** A period, in ms since the epoch. */
  record Slice(long from, long to) {}

  /**
   * Running times of both processes.
   *
   * @param slices periods in which the first process ran, in order
   * @param otherSeconds total running time of the other process
   */
  public record Shares(List<Slice> slices, double otherSeconds) {

    /** The process ran all the time. */
    public static final Shares ALL =
        new Shares(List.of(new Slice(Long.MIN_VALUE, Long.MAX_VALUE)), 0);

    /** Seconds that the first process ran between two times. */
    public double seconds(long fromMillis, long toMillis) {
      long millis = 0;
      for (Slice slice : slices) {
        millis += Math.max(0, Math.min(toMillis, slice.to()) - Math.max(fromMillis, slice.from()));
      }
      return millis / 1e3;
    }
  }

  /**
   * Starts with the first process, which is running.
   *
   * @param other a paused process
   */
  public static TimeSlices begin(ChildProcess own, ChildProcess other) {
    var slices = new TimeSlices(own, other);
    slices.thread.setDaemon(true);
    slices.thread.start();
    return slices;
  }

  private void alternate() {
    try {
      long from = Long.MIN_VALUE;
      while (!ended.await(OWN_MILLIS, TimeUnit.MILLISECONDS)) {
        own.pause();
        slices.add(new Slice(from, System.currentTimeMillis()));
        long start = System.nanoTime();
        other.resume();
        ended.await(OTHER_MILLIS, TimeUnit.MILLISECONDS);
        other.pause();
        otherNanos += System.nanoTime() - start;
        from = System.currentTimeMillis();
        own.resume();
      }
      own.pause();
      slices.add(new Slice(from, System.currentTimeMillis()));
    } catch (IOException | RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the alternation and leaves both processes paused.
   *
   * @throws IOException if a process could not be paused or continued
   */
  public Shares end() throws IOException, InterruptedException {
    close();
    thread.join();
    if (failure != null) {
      throw new IOException(
          "alternating between two processes failed: " + failure.getMessage(), failure);
    }
    return new Shares(List.copyOf(slices), otherNanos / 1e9);
  }

  /** Ends the alternation within half a second, without waiting. */
  @Override
  public void close() {
    ended.countDown();
  }
}
