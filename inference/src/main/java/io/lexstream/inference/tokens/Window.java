package io.lexstream.inference.tokens;

/**
 * A range of tokens that fits the model: {@code [from, to)}. Adjacent windows overlap, so tokens
 * near an edge have context. Results come only from the core {@code [coreFrom, coreTo)}; the cores
 * of all windows of a text cover each token once.
 *
 * @param from first token
 * @param to token after the last one
 * @param coreFrom first token of the core
 * @param coreTo token after the last one of the core
 */
public record Window(int from, int to, int coreFrom, int coreTo) {

  /** Checks that the core is not empty and lies in the window. */
  public Window {
    if (!(0 <= from && from <= coreFrom && coreFrom < coreTo && coreTo <= to)) {
      throw new IllegalArgumentException(
          "window [%d, %d) must contain its non-empty core [%d, %d)"
              .formatted(from, to, coreFrom, coreTo));
    }
  }

  /** Number of tokens. */
  public int size() {
    return to - from;
  }

  /** Number of tokens in the core. */
  public int coreSize() {
    return coreTo - coreFrom;
  }
}
