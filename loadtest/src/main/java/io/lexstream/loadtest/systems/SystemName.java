package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The systems that a benchmark compares, in the order of its reports. */
public enum SystemName {
  CEILING(Kind.REFERENCE, "bare ONNX Runtime on texts tokenized and sorted in advance"),
  PIPELINE(Kind.LEXSTREAM, "Lexstream: Kafka, Flink, exactly once"),
  ONE_BY_ONE(Kind.JAVA_BASELINE, "a Flink map that runs one document at a time"),
  FIXED_BATCHES(
      Kind.JAVA_BASELINE, "the pipeline with fixed batches of 32 rows in order of arrival"),
  PYTHON_PYTORCH(Kind.PYTHON_BASELINE, "Python: PyTorch and Transformers, one model per task"),
  PYTHON_ONNXRUNTIME(Kind.PYTHON_BASELINE, "Python: ONNX Runtime, batches of 32 documents"),
  PYTHON_SORTED(Kind.PYTHON_BASELINE, "Python: ONNX Runtime, documents sorted by length"),
  HOST(Kind.LEXSTREAM, "the pipeline with a graph that computes nothing");

  private enum Kind {
    REFERENCE,
    LEXSTREAM,
    JAVA_BASELINE,
    PYTHON_BASELINE
  }

  private final Kind kind;
  private final String description;

  SystemName(Kind kind, String description) {
    this.kind = kind;
    this.description = description;
  }

  /** The name in reports, files and topics: {@code one-by-one}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is, in a few words for tables. */
  public String description() {
    return description;
  }

  /** Whether it is a Python consumer, which is a new process for each drain. */
  public boolean isPython() {
    return kind == Kind.PYTHON_BASELINE;
  }

  /** What Lexstream is compared with, besides the ceiling. */
  public static List<SystemName> baselines() {
    return Arrays.stream(values())
        .filter(system -> system.kind == Kind.JAVA_BASELINE || system.kind == Kind.PYTHON_BASELINE)
        .toList();
  }

  /** The baselines that are Python consumers. */
  public static List<SystemName> pythonBaselines() {
    return Arrays.stream(values()).filter(SystemName::isPython).toList();
  }

  @Override
  public String toString() {
    return label();
  }
}
