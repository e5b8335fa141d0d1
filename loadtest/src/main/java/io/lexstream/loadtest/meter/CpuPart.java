package io.lexstream.loadtest.meter;

import java.util.List;

/** What a thread was doing, by the innermost frame that tells. */
public enum CpuPart {
  INFERENCE(
      "the graph: filling tensors, running, reading them",
      "ai.onnxruntime.",
      "io.lexstream.inference.onnx."),
  TOKENIZE(
      "language, sentences, tokens, windows",
      "ai.djl.",
      "io.lexstream.inference.tokens.",
      "io.lexstream.inference.text.",
      "com.carrotsearch.labs.langid.",
      "com.ibm.icu."),
  ANSWERS("labels, entities and summaries out of scores", "io.lexstream.inference.heads."),
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

  /** What belongs to it. */
  public String description() {
    return description;
  }

  /** The part of a thread with that stack, innermost frame first. */
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
