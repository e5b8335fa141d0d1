package io.lexstream.loadtest.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CpuPartTest {

  @Test
  void theInnermostFrameThatTellsDecides() {
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
  void whatAThreadComputesIsCountedOnce() throws Exception {
    // Given
    var profiler = CpuProfiler.start();

    // When
    long begin = System.nanoTime();
    double sum = 0;
    while (System.nanoTime() - begin < 200_000_000) {
      sum += Math.sqrt(sum + 1);
    }
    var seconds = profiler.stop();

    // Then: some of what was used was ours, and it was given to some part
    assertThat(sum).isPositive();
    assertThat(seconds.get(CpuPart.OTHER)).isPositive();
  }

  private static CpuPart part(String... classes) {
    return CpuPart.of(
        Stream.of(classes)
            .map(name -> new StackTraceElement(name, "method", "File.java", 1))
            .toArray(StackTraceElement[]::new));
  }
}
