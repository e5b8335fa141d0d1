package io.lexstream.evaluation;

import java.util.List;
import java.util.Set;

/** A text of a data set with its gold annotation. */
public sealed interface EvaluationRow {

  /** The text that is analyzed. */
  String text();

  /** A text with one label. */
  record Labelled(String text, String label) implements EvaluationRow {}

  /** A text with its named entities. */
  record Tagged(String text, Set<TypedSpan> spans) implements EvaluationRow {

    public Tagged {
      spans = Set.copyOf(spans);
    }
  }

  /** A text with reference summaries. */
  record Summarized(String text, List<String> references) implements EvaluationRow {

    public Summarized {
      references = List.copyOf(references);
    }
  }
}
