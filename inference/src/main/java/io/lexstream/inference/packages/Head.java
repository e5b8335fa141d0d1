package io.lexstream.inference.packages;

import java.util.List;

/** One answer of a graph: an output, and how to read it. */
public sealed interface Head {

  /** What the head answers. */
  Task task();

  /** Name of the graph's output. */
  String output();

  /**
   * Labels of a whole text: sentiment or toxicity.
   *
   * @param output float {@code [rows, labels]}
   * @param labels in the order of the output's last axis
   * @param temperature logits are divided by it
   */
  record TextLabels(
      Task task, String output, List<String> labels, Activation activation, double temperature)
      implements Head {
    public TextLabels {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Tags of tokens: named entities.
   *
   * @param output float {@code [rows, tokens, labels]}
   * @param labels BIO, BIOES or plain tags in the order of the output's last axis
   * @param temperature logits are divided by it
   * @param aggregation how the scores of a word's tokens become the word's
   * @param words what counts as a word
   * @param transitions {@code [from, to]} in the labels' order, added to the logarithm of a word's
   *     score, which has to be a probability, where one label follows another; a text begins as if
   *     after {@code O}; empty: each word gets its best label
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

    /** The label of words that are in no entity. */
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
   * @param sentences name of the graph's input that numbers sentences: int64 {@code [rows,
   *     tokens]}, -1 for special and padding tokens
   */
  record SentenceVectors(String output, String sentences) implements Head {
    @Override
    public Task task() {
      return Task.SUMMARY;
    }
  }
}
