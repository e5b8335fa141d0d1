package io.lexstream.loadtest.generator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * The send times of all documents. They are fixed in advance, so that a slow system does not slow
 * the sender down (an open loop).
 */
public final class ArrivalSchedule {

  /** Distribution of arrivals within a step. */
  public enum Spacing {
    /** Equal gaps. */
    EVEN {
      @Override
      double gap(double perSecond, RandomGenerator random) {
        return 1e9 / perSecond;
      }
    },
    /** Gaps of a Poisson process, as from many independent senders. */
    POISSON {
      @Override
      double gap(double perSecond, RandomGenerator random) {
        return 1e9 / perSecond * -Math.log(1 - random.nextDouble());
      }
    };

    abstract double gap(double perSecond, RandomGenerator random);
  }

  private final long[] nanos;

  private ArrivalSchedule(long[] nanos) {
    this.nanos = nanos;
  }

  /** A schedule of consecutive steps. */
  public static ArrivalSchedule of(
      List<RateStep> steps, Spacing spacing, Optional<Bursts> bursts, long seed) {
    var random = new SplittableRandom(seed);
    var times = LongStream.builder();
    long begin = 0;
    for (RateStep step : steps) {
      long end = begin + step.length().toNanos();
      if (step.perSecond() > 0) {
        double at = begin;
        while (at < end) {
          times.add((long) at);
          at += spacing.gap(step.perSecond(), random);
        }
      }
      begin = end;
    }
    long end = begin;
    bursts.ifPresent(
        burst -> {
          long every = burst.every().toNanos();
          for (long at = every; at < end; at += every) {
            for (int i = 0; i < burst.documents(); i++) {
              times.add(at);
            }
          }
        });
    return new ArrivalSchedule(times.build().sorted().toArray());
  }

  /** Number of documents. */
  public int size() {
    return nanos.length;
  }

  /** Send time of document {@code number}, in ns after the start. */
  public long nanos(int number) {
    return nanos[number];
  }

  /** A copy of all times, in order. */
  public long[] toArray() {
    return Arrays.copyOf(nanos, nanos.length);
  }
}
