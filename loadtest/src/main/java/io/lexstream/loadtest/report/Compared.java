package io.lexstream.loadtest.report;

import java.util.Arrays;
import java.util.List;

/** The systems of a report, in its order. */
enum Compared {
  CEILING("ceiling", "bare ONNX Runtime, texts tokenized and sorted beforehand"),
  PIPELINE("pipeline", "Lexstream: Kafka, Flink, exactly once"),
  A("a", "Flink map, one document a run"),
  B("b", "the pipeline with batches of 32 rows in order of arrival"),
  C("c", "Python: PyTorch and Transformers, one model call a task"),
  D("d", "Python: ONNX Runtime, batches of 32 documents"),
  E("e", "Python: ONNX Runtime, sorted by length"),
  HOST("host", "the pipeline with a graph that computes nothing");

  private final String system;
  private final String description;

  Compared(String system, String description) {
    this.system = system;
    this.description = description;
  }

  /** Its name in readings. */
  String system() {
    return system;
  }

  String description() {
    return description;
  }

  static List<Compared> baselines() {
    return Arrays.asList(A, B, C, D, E);
  }
}
