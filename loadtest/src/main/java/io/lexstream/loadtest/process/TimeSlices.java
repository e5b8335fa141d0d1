package io.lexstream.loadtest.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets two processes have the machine by turns, half a second for the one and half as long for the
 * other, so that both meet it as it is at the time: a virtual machine may be a tenth slower for
 * some seconds, and what is measured then would be, too. Used by one thread.
 */
public final class TimeSlices implements AutoCloseable {

  private static final long OWN_MILLIS = 500;
  private static final long OTHER_MILLIS = 250;

  private final ChildProcess own;
  private final ChildProcess other;
  private final Thread thread = new Thread(this::takeTurns, "time-slices");
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Slice> slices = new ArrayList<>();
  private long otherNanos;
  private Exception failure;

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
    slices.thread.setDaemon(true);
    slices.thread.start();
    return slices;
  }

  private void takeTurns() {
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
      Thread.currentThread().interrupt(); // Nobody does.
    }
  }

  /**
   * Ends the turns. Both processes stand still.
   *
   * @throws IOException if a process could not be stopped or let go on
   */
  public Shares end() throws IOException, InterruptedException {
    close();
    thread.join();
    if (failure != null) {
      throw new IOException("no more turns: " + failure.getMessage(), failure);
    }
    return new Shares(List.copyOf(slices), otherNanos / 1e9);
  }

  /** Nobody is stopped or let go on any more, half a second from now at the latest. */
  @Override
  public void close() {
    ended.countDown();
  }
}
