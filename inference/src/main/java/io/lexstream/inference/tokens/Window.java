package io.lexstream.inference.tokens;

/**
 * A part of a text's tokens that fits the model: {@code [from, to)}. Neighbouring windows overlap,
 * so that tokens near an edge have context; a window answers for its core {@code [coreFrom,
 * coreTo)} only, and the cores of a text's windows cover each token once.
 *
 * @param from first token
 * @param to token after the last one
 * @param coreFrom first token this window answers for
 * @param coreTo token after the last one this window answers for
 */
public record Window(int from, int to, int coreFrom, int coreTo) {

  /** Checks the order of the four ends. */
  public Window {
    if (!(0 <= from && from <= coreFrom && coreFrom < coreTo && coreTo <= to)) {
      throw new IllegalArgumentException(
          "window [%d, %d) with core [%d, %d) is not in order"
              .formatted(from, to, coreFrom, coreTo));
    }
  }

  /** Number of tokens. */
  public int size() {
    return to - from;
  }

  /** Number of tokens this window answers for. */
  public int coreSize() {
    return coreTo - coreFrom;
  }
}
