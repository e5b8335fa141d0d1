package io.lexstream.inference.packages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an analysis can answer. */
public enum Task {
  SENTIMENT("sentiment"),
  TOXICITY("toxicity"),
  ENTITIES("entities"),
  /** Answered by sentence vectors: the sentences nearest to what the text is about. */
  SUMMARY("sentence-vectors");

  private final String headName;

  Task(String headName) {
    this.headName = headName;
  }

  /** The task's name in {@code lexstream.yaml}. */
  public String headName() {
    return headName;
  }

  /** The task of that name in {@code lexstream.yaml}. */
  public static Optional<Task> ofHead(String name) {
    return Arrays.stream(values()).filter(task -> task.headName.equals(name)).findFirst();
  }

  /** The task's name in an analysis. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
