package io.lexstream.inference.tokens;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into overlapping windows.
 *
 * <p>A window ends after the last sentence that fits. If that fills less than half of the window,
 * the window is filled up and ends before a word inside the sentence. The next window starts up to
 * an eighth of a window earlier: at the start of a sentence if the overlap contains one, otherwise
 * at the start of a word. The cores of the two windows meet near the middle of the overlap, so each
 * token has context on both sides. The meeting point is the nearest start of a sentence or word, so
 * that it does not cut an entity.
 *
 * <p>Each window is at least half full and starts at least three eighths of a window after the one
 * before it, so cost is linear in the length of the text.
 */
public final class WindowCutter {

  private final int capacity;
  private final int overlap;

  /**
   * A cutter for windows of at most {@code capacity} tokens, special tokens not included.
   *
   * @throws IllegalArgumentException if {@code capacity} is less than 4
   */
  public WindowCutter(int capacity) {
    if (capacity < 4) {
      throw new IllegalArgumentException("window capacity is " + capacity + ", must be 4 or more");
    }
    this.capacity = capacity;
    this.overlap = Math.max(1, capacity / 8);
  }

  /** The windows of a text in order; empty for a text without tokens. */
  public List<Window> cut(TokenizedText text) {
    var windows = new ArrayList<Window>();
    int from = 0;
    int coreFrom = 0;
    while (coreFrom < text.size()) {
      int to = end(text, from);
      if (to == text.size()) {
        windows.add(new Window(from, to, coreFrom, to));
        return windows;
      }
      int next = boundaryFrom(text, to - overlap, to);
      int coreTo = seam(text, next, to);
      windows.add(new Window(from, to, coreFrom, coreTo));
      from = next;
      coreFrom = coreTo;
    }
    return windows;
  }

  private int end(TokenizedText text, int from) {
    int full = from + capacity;
    if (full >= text.size()) {
      return text.size();
    }
    int half = from + (capacity + 1) / 2;
    for (int to = full; to > half; to--) {
      if (startsSentence(text, to)) {
        return to;
      }
    }
    for (int to = full; to > half; to--) {
      if (text.wordStarts()[to]) {
        return to;
      }
    }
    return full;
  }

  /** The first sentence start in {@code [low, high)}, else the first word start, else low. */
  private static int boundaryFrom(TokenizedText text, int low, int high) {
    for (int i = low; i < high; i++) {
      if (startsSentence(text, i)) {
        return i;
      }
    }
    for (int i = low; i < high; i++) {
      if (text.wordStarts()[i]) {
        return i;
      }
    }
    return low;
  }

  /** The token of the overlap {@code [low, high)} where one core ends and the next begins. */
  private static int seam(TokenizedText text, int low, int high) {
    int middle = (low + high + 1) / 2;
    int quarter = (high - low) / 4;
    for (int distance = 0; distance <= quarter; distance++) {
      if (startsSentence(text, middle - distance)) {
        return middle - distance;
      }
      if (startsSentence(text, middle + distance)) {
        return middle + distance;
      }
    }
    for (int distance = 0; middle - distance >= low; distance++) {
      if (text.wordStarts()[middle - distance]) {
        return middle - distance;
      }
      if (text.wordStarts()[Math.min(high, middle + distance)]) {
        return Math.min(high, middle + distance);
      }
    }
    return middle;
  }

  private static boolean startsSentence(TokenizedText text, int token) {
    return token == 0 || text.sentences()[token] != text.sentences()[token - 1];
  }
}
