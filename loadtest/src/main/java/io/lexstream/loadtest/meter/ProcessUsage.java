package io.lexstream.loadtest.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has taken of the machine so far.
 *
 * @param cpu time on processors, all threads together
 * @param residentBytes physical memory now; 0 where the system does not tell
 */
public record ProcessUsage(Duration cpu, long residentBytes) {

  /** Nothing yet. */
  public static final ProcessUsage NONE = new ProcessUsage(Duration.ZERO, 0);

  /** Asks the operating system. */
  public static ProcessUsage of(ProcessHandle process) {
    return new ProcessUsage(
        process.info().totalCpuDuration().orElse(Duration.ZERO), resident(process.pid()));
  }

  private static long resident(long pid) {
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // It has just ended.
    }
  }

  /** CPU seconds from {@code earlier} until this. */
  public double cpuSecondsSince(ProcessUsage earlier) {
    return cpu.minus(earlier.cpu).toNanos() / 1e9;
  }
}
