package io.lexstream.loadtest.meter;

import java.util.List;

/** Part of the pipeline that a thread runs, decided by the innermost frame with a known package. */
public enum CpuPart {
  INFERENCE(
      "the graph: filling tensors, running, reading outputs",
      "ai.onnxruntime.",
      "io.lexstream.inference.onnx."),
  TOKENIZE(
      "language, sentences, tokens, windows",
      "ai.djl.",
      "io.lexstream.inference.tokens.",
      "io.lexstream.inference.text.",
      "com.carrotsearch.labs.langid.",
      "com.ibm.icu."),
  RESULTS("labels, entities and summaries from scores", "io.lexstream.inference.heads."),
  BATCHING("queue and batches", "io.lexstream.inference.batching."),
  SERIALIZATION(
      "Avro, JSON and the registry",
      "org.apache.avro.",
      "io.lexstream.schemas.",
      "io.confluent.",
      "com.fasterxml.jackson."),
  KAFKA("Kafka's clients", "org.apache.kafka."),
  FLINK("Flink", "org.apache.flink.", "org.apache.pekko."),
  JVM("garbage collection and compilation"),
  OTHER("anything else");

  private final String description;
  private final List<String> prefixes;

  CpuPart(String description, String... prefixes) {
    this.description = description;
    this.prefixes = List.of(prefixes);
  }

  /** What the part does. */
  public String description() {
    return description;
  }

  /** Prefixes of the class names that belong to the part. */
  List<String> prefixes() {
    return prefixes;
  }

  /** The part that a stack belongs to. */
  public static CpuPart of(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      for (CpuPart part : values()) {
        for (String prefix : part.prefixes) {
          if (frame.getClassName().startsWith(prefix)) {
            return part;
          }
        }
      }
    }
    return OTHER;
  }
}
