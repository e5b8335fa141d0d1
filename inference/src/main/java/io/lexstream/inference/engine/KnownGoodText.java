package io.lexstream.inference.engine;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.Span;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TextTokenizer;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import io.lexstream.inference.tokens.WindowRow;
import java.util.stream.IntStream;

/**
 * A text that only fails if the engine failed. The warm-up runs it, and so does the probe that
 * distinguishes a row failure from an engine failure.
 */
public final class KnownGoodText {

  /** The text: one sentence of plain words, which every tokenizer can tokenize. */
  public static final String TEXT = "The train to the city leaves at nine.";

  private static final int MINIMUM_CAPACITY = 4;

  private final ModelPackage model;
  private final TextTokenizer tokenizer;
  private final int capacity;

  /**
   * @throws ModelPackageException if rows of the package are too short for text
   */
  KnownGoodText(ModelPackage model, TextTokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
    int special = tokenizer.special().count();
    this.capacity = model.maxTokens() - special;
    if (capacity < MINIMUM_CAPACITY) {
      throw new ModelPackageException(
          "%s allows rows of %d tokens, %d of them special: must allow %d or more"
              .formatted(
                  model.descriptor(), model.maxTokens(), special, special + MINIMUM_CAPACITY));
    }
  }

  /** The text once. */
  WindowRow shortRow() {
    return row(1);
  }

  /** The text, repeated until the row is as long as the package allows. */
  WindowRow longestRow() {
    return row(2 + capacity / shortRow().textSize());
  }

  private WindowRow row(int repetitions) {
    CodePoints points = CodePoints.of((TEXT + " ").repeat(repetitions).strip());
    int distance = TEXT.length() + 1;
    var sentences =
        IntStream.range(0, repetitions)
            .mapToObj(i -> new Span(i * distance, i * distance + TEXT.length()))
            .toList();
    TokenizedText text = tokenizer.tokenize(points, sentences);
    if (text.size() == 0) {
      throw new ModelPackageException(
          "%s returns no token for '%s': export the tokenizer again"
              .formatted(model.tokenizer(), TEXT));
    }
    int size = Math.min(text.size(), capacity);
    return WindowRow.of(text, new Window(0, size, 0, size), tokenizer.special());
  }
}
