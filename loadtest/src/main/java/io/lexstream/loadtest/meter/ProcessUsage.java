package io.lexstream.loadtest.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Resources that a process has used.
 *
 * @param cpu CPU time of all threads
 * @param residentBytes physical memory; 0 if the operating system does not report it
 */
public record ProcessUsage(Duration cpu, long residentBytes) {

  /** No resources. */
  public static final ProcessUsage NONE = new ProcessUsage(Duration.ZERO, 0);

  /** The current usage, as the operating system reports it. */
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
      return 0; // The process has ended.
    }
  }

  /** CPU seconds used since {@code earlier}. */
  public double cpuSecondsSince(ProcessUsage earlier) {
    return cpu.minus(earlier.cpu).toNanos() / 1e9;
  }
}
