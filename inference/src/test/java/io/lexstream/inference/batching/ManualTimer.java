package io.lexstream.inference.batching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A timer whose time advances only when a test calls it. Alarms run on the thread of the test. */
final class ManualTimer implements Timer {

  private final List<Pending> alarms = new ArrayList<>();
  private long now;

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized Alarm schedule(Duration delay, Runnable action) {
    var alarm = new Pending(now + delay.toNanos(), action);
    alarms.add(alarm);
    return () -> remove(alarm);
  }

  @Override
  public synchronized void close() {
    alarms.clear();
  }

  void advance(Duration time) {
    List<Pending> due;
    synchronized (this) {
      now += time.toNanos();
      due =
          alarms.stream()
              .filter(alarm -> alarm.at <= now)
              .sorted(Comparator.comparingLong(a -> a.at))
              .toList();
      alarms.removeAll(due);
    }
    due.forEach(alarm -> alarm.action.run());
  }

  synchronized int alarms() {
    return alarms.size();
  }

  private synchronized void remove(Pending alarm) {
    alarms.remove(alarm);
  }

  /** A class, not a record: two alarms are never equal. */
  private static final class Pending {

    private final long at;
    private final Runnable action;

    private Pending(long at, Runnable action) {
      this.at = at;
      this.action = action;
    }
  }
}
