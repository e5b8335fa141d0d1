package io.lexstream.inference;

import java.util.List;

/**
 * A summary of a text.
 *
 * @param text the chosen sentences in text order, joined by a space if the script uses spaces
 * @param method how it was made: {@code extractive}
 * @param sentences the chosen sentences in text order
 */
public record Summary(String text, String method, List<SummarySentence> sentences) {

  /** Copies the sentences. */
  public Summary {
    sentences = List.copyOf(sentences);
  }
}
