package io.lexstream.inference.packages;

import java.util.List;
import java.util.Optional;

/** One output of a graph and how to decode it. */
public sealed interface Head {

  /** The task of the head. */
  Task task();

  /** Name of the graph output. */
  String output();

  /**
   * Labels of a whole text: sentiment or toxicity.
   *
   * @param output float {@code [rows, labels]}
   * @param labels in the order of the output's last axis
   * @param temperature divisor of the logits
   * @param longTexts how the windows of a long text are merged
   * @param cleanLabel the label of a text without findings, for {@link LongTexts#WORST_WINDOW}; if
   *     empty, the engine takes the label of a plain text
   */
  record TextLabels(
      Task task,
      String output,
      List<String> labels,
      Activation activation,
      double temperature,
      LongTexts longTexts,
      Optional<String> cleanLabel)
      implements Head {
    public TextLabels {
      labels = List.copyOf(labels);
    }

    /** Whether the clean label is needed and not known. */
    public boolean needsCleanLabel() {
      return longTexts == LongTexts.WORST_WINDOW && cleanLabel.isEmpty();
    }

    /** This head with a clean label. */
    public TextLabels withCleanLabel(String label) {
      return new TextLabels(
          task, output, labels, activation, temperature, longTexts, Optional.of(label));
    }
  }

  /**
   * Tags of tokens: named entities.
   *
   * @param output float {@code [rows, tokens, labels]}
   * @param labels BIO, BIOES or plain tags in the order of the output's last axis
   * @param temperature divisor of the logits
   * @param aggregation how the scores of tokens are aggregated to a word
   * @param words what counts as a word
   * @param transitions scores of label pairs, {@code [from label, to label]}, added to the log
   *     probabilities of words; label {@code O} precedes the first word. If empty, each word gets
   *     its best label
   */
  record TokenTags(
      String output,
      List<String> labels,
      Activation activation,
      double temperature,
      Aggregation aggregation,
      WordRule words,
      List<List<Double>> transitions)
      implements Head {

    /** The label of words outside of entities. */
    public static final String OUTSIDE = "O";

    public TokenTags {
      labels = List.copyOf(labels);
      transitions = transitions.stream().map(List::copyOf).toList();
    }

    @Override
    public Task task() {
      return Task.ENTITIES;
    }
  }

  /**
   * A vector for each sentence, for the extractive summary.
   *
   * @param output float {@code [rows, sentences, dimension]}, of length 1 or 0
   * @param sentences name of the graph input with sentence numbers: int64 {@code [rows, tokens]},
   *     -1 for special and padding tokens
   */
  record SentenceVectors(String output, String sentences) implements Head {
    @Override
    public Task task() {
      return Task.SUMMARY;
    }
  }
}
