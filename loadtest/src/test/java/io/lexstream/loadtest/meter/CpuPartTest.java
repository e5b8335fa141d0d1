package io.lexstream.loadtest.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CpuPartTest {

  /** Seconds by which the CPU clock of the process can be behind those of its threads. */
  private static final double CLOCK_TICKS = 0.04;

  @Test
  void theInnermostFrameOfAKnownPackageDecides() {
    assertThat(part("ai.onnxruntime.OrtSession", "io.lexstream.inference.batching.Watchdog"))
        .isEqualTo(CpuPart.INFERENCE);
    assertThat(
            part(
                "java.nio.channels.Selector",
                "org.apache.kafka.clients.NetworkClient",
                "org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader"))
        .isEqualTo(CpuPart.KAFKA);
    assertThat(part("java.util.HashMap", "ai.djl.huggingface.tokenizers.HuggingFaceTokenizer"))
        .isEqualTo(CpuPart.TOKENIZE);
    assertThat(part("org.apache.avro.io.BinaryEncoder", "io.lexstream.flinkjobs.OutcomeWriter"))
        .isEqualTo(CpuPart.SERIALIZATION);
    assertThat(part("java.lang.Thread")).isEqualTo(CpuPart.OTHER);
  }

  @Test
  void eachLexstreamPrefixHasClasses() {
    // Given
    var classes = new ClassFileImporter().importPackages("io.lexstream");
    var prefixes =
        Stream.of(CpuPart.values())
            .flatMap(part -> part.prefixes().stream())
            .filter(prefix -> prefix.startsWith("io.lexstream."));

    // Then
    assertThat(prefixes)
        .isNotEmpty()
        .allSatisfy(
            prefix -> assertThat(classes).anyMatch(type -> type.getName().startsWith(prefix)));
  }

  @Test
  void theCpuTimeOfAThreadIsCountedOnce() throws Exception {
    // Given
    var threads = ManagementFactory.getThreadMXBean();
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processBefore = process.getProcessCpuTime();
    var profiler = CpuProfiler.start();

    // When
    long before = threads.getCurrentThreadCpuTime();
    double sum = 0;
    while (threads.getCurrentThreadCpuTime() - before < 200_000_000) {
      sum += Math.sqrt(sum + 1);
    }
    double used = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    var seconds = profiler.stop();

    // Then: the parts contain the thread's time, and add up to at most that of the process
    assertThat(sum).isPositive();
    assertThat(seconds.get(CpuPart.OTHER)).isGreaterThanOrEqualTo(used);
    assertThat(seconds.values().stream().mapToDouble(Double::doubleValue).sum())
        .isLessThanOrEqualTo((process.getProcessCpuTime() - processBefore) / 1e9 + CLOCK_TICKS);
  }

  private static CpuPart part(String... classes) {
    return CpuPart.of(
        Stream.of(classes)
            .map(name -> new StackTraceElement(name, "method", "File.java", 1))
            .toArray(StackTraceElement[]::new));
  }
}
