package io.lexstream.evaluation;

import java.util.Set;

/**
 * Strict micro-averaged F1 of spans, as conlleval and seqeval define it: a span is correct only if
 * start, end and type are equal. Not thread safe.
 */
final class SpanScore {

  private int hits;
  private int gold;
  private int guessed;

  /** Adds the spans of one text. */
  void add(Set<TypedSpan> expected, Set<TypedSpan> found) {
    hits += (int) found.stream().filter(expected::contains).count();
    gold += expected.size();
    guessed += found.size();
  }

  double precision() {
    return guessed == 0 ? 0 : (double) hits / guessed;
  }

  double recall() {
    return gold == 0 ? 0 : (double) hits / gold;
  }

  double f1() {
    return gold + guessed == 0 ? 0 : 2.0 * hits / (gold + guessed);
  }
}
