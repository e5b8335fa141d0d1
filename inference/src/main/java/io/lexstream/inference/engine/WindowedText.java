package io.lexstream.inference.engine;

import io.lexstream.inference.text.PreparedText;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.List;

/**
 * A text, tokenized and cut into windows.
 *
 * @param text the text with its sentences
 * @param tokens its tokens
 * @param windows its windows, in text order
 */
public record WindowedText(PreparedText text, TokenizedText tokens, List<Window> windows) {

  /** Whether the text has no token. */
  public boolean isEmpty() {
    return windows.isEmpty();
  }
}
