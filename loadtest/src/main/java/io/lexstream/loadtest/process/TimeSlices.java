package io.lexstream.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets two processes have the machine by turns, half a second each, so that both meet it as it is
 * at the time: a virtual machine may be a tenth slower for some seconds, and what is measured then
 * would be, too.
 */
public final class TimeSlices {

  private static final long SLICE_MILLIS = 500;

  private final ChildProcess own;
  private final ChildProcess other;
  private final Thread thread = new Thread(this::takeTurns, "time-slices");
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Slice> slices = new ArrayList<>();
  private long otherNanos;
  private IOException failure;

  private TimeSlices(ChildProcess own, ChildProcess other) {
    this.own = own;
    this.other = other;
  }

  /** A stretch of time, in ms since the epoch. */
  record Slice(long from, long to) {}

  /**
   * What each process was given.
   *
   * @param slices when the first was let run, in order
   * @param otherSeconds how long the other was
   */
  public record Shares(List<Slice> slices, double otherSeconds) {

    /** Of a process that has the machine to itself. */
    public static final Shares ALL =
        new Shares(List.of(new Slice(Long.MIN_VALUE, Long.MAX_VALUE)), 0);

    /** How long the first was let run between two times, in seconds. */
    public double seconds(long fromMillis, long toMillis) {
      long millis = 0;
      for (Slice slice : slices) {
        millis += Math.max(0, Math.min(toMillis, slice.to()) - Math.max(fromMillis, slice.from()));
      }
      return millis / 1e3;
    }
  }

  /**
   * Begins with the first, which has been running.
   *
   * @param other stands still until its turn
   */
  public static TimeSlices begin(ChildProcess own, ChildProcess other) {
    var slices = new TimeSlices(own, other);
    slices.thread.start();
    return slices;
  }

  private void takeTurns() {
    try {
      long from = Long.MIN_VALUE;
      while (!ended.await(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
        own.pause();
        slices.add(new Slice(from, System.currentTimeMillis()));
        long start = System.nanoTime();
        other.resume();
        ended.await(SLICE_MILLIS, TimeUnit.MILLISECONDS);
        other.pause();
        otherNanos += System.nanoTime() - start;
        from = System.currentTimeMillis();
        own.resume();
      }
      slices.add(new Slice(from, Long.MAX_VALUE));
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the turns. The first process runs, the other stands still. */
  public Shares end() throws InterruptedException {
    ended.countDown();
    thread.join();
    if (failure != null) {
      throw new UncheckedIOException(failure);
    }
    return new Shares(List.copyOf(slices), otherNanos / 1e9);
  }
}
