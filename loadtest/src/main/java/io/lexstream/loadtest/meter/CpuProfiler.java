package io.lexstream.loadtest.meter;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU seconds of this process by part. Looks at every thread now and then, and gives the CPU time
 * that the thread used since the last look to what its stack says now. What the process used and no
 * Java thread did is the virtual machine's own.
 *
 * <p>Not Flight Recorder's samples: those of native code, where most of the time goes, come from
 * one thread at a time and do not tell who waits from who works.
 */
public final class CpuProfiler implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(20);
  private static final int DEEPEST = 64;

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

  /** Begins to look. */
  public static CpuProfiler start() {
    var profiler = new CpuProfiler();
    profiler.look(false);
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
      look(true);
    }
  }

  private synchronized void look(boolean count) {
    long[] ids = threads.getAllThreadIds();
    long[] used = threads.getThreadCpuTime(ids);
    var infos = threads.getThreadInfo(ids, DEEPEST);
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

  /** CPU seconds by part since the start; the profiler's own are left out. */
  public synchronized Map<CpuPart, Double> stop() {
    close();
    look(true);
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
