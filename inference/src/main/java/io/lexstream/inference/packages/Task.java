package io.lexstream.inference.packages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The tasks of an analysis. */
public enum Task {
  SENTIMENT("sentiment"),
  TOXICITY("toxicity"),
  ENTITIES("entities"),
  /** An extractive summary, which needs sentence vectors. */
  SUMMARY("sentence-vectors");

  private final String headName;

  Task(String headName) {
    this.headName = headName;
  }

  /** The task's name in {@code lexstream.yaml}. */
  public String headName() {
    return headName;
  }

  /** The task with a name from {@code lexstream.yaml}. */
  public static Optional<Task> ofHead(String name) {
    return Arrays.stream(values()).filter(task -> task.headName.equals(name)).findFirst();
  }

  /** The task's name in an analysis. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
