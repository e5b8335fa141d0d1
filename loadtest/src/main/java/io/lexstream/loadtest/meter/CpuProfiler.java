package io.lexstream.loadtest.meter;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures the CPU seconds of this process by part. It samples all threads periodically and assigns
 * the CPU time that a thread used since the last sample to the part of its current stack. The rest
 * of the process's CPU time is that of the virtual machine.
 *
 * <p>Flight Recorder is not used: it samples native code, which takes most of the time, in one
 * thread at a time, and does not distinguish waiting threads from running ones.
 */
public final class CpuProfiler implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final int DEEPEST_FRAMES = 64;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final Map<Long, Long> seen = new HashMap<>();
  private final EnumMap<CpuPart, Long> nanos = new EnumMap<>(CpuPart.class);
  private final long processBegin = system.getProcessCpuTime();
  private final Thread sampler = new Thread(this::run, "lexstream-profiler");
  private long ownNanos;
  private volatile boolean stopped;

  private CpuProfiler() {
    sampler.setDaemon(true);
  }

  /** Starts to sample. */
  public static CpuProfiler start() {
    var profiler = new CpuProfiler();
    profiler.sample(false);
    profiler.sampler.start();
    return profiler;
  }

  private void run() {
    while (!stopped) {
      try {
        Thread.sleep(INTERVAL.toMillis());
      } catch (InterruptedException e) {
        return;
      }
      sample(true);
    }
  }

  private synchronized void sample(boolean count) {
    long[] ids = threads.getAllThreadIds();
    long[] used = threads.getThreadCpuTime(ids);
    var infos = threads.getThreadInfo(ids, DEEPEST_FRAMES);
    for (int i = 0; i < ids.length; i++) {
      long before = seen.getOrDefault(ids[i], 0L);
      if (used[i] <= before || infos[i] == null) {
        continue;
      }
      seen.put(ids[i], used[i]);
      if (!count) {
        continue;
      }
      if (ids[i] == sampler.getId()) {
        ownNanos += used[i] - before;
      } else {
        nanos.merge(CpuPart.of(infos[i].getStackTrace()), used[i] - before, Long::sum);
      }
    }
  }

  /** Stops and returns the CPU seconds by part since the start, without those of the profiler. */
  public synchronized Map<CpuPart, Double> stop() {
    close();
    sample(true);
    long process = system.getProcessCpuTime() - processBegin - ownNanos;
    long java = nanos.values().stream().mapToLong(Long::longValue).sum();
    nanos.merge(CpuPart.JVM, Math.max(0, process - java), Long::sum);
    var seconds = new EnumMap<CpuPart, Double>(CpuPart.class);
    nanos.forEach((part, used) -> seconds.put(part, used / 1e9));
    return seconds;
  }

  @Override
  public void close() {
    stopped = true;
    sampler.interrupt();
  }
}
