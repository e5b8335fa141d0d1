package io.lexstream.cli.enrich;

import java.io.IOException;

/** An output stream cannot be written, for instance a full disk or a closed pipe. */
public final class OutputFailedException extends IOException {

  private static final long serialVersionUID = 1;

  /** Which output stream failed. */
  public enum Output {
    ENRICHED,
    DEAD_LETTERS
  }

  private final Output output;

  OutputFailedException(Output output, IOException cause) {
    super(cause.getMessage(), cause);
    this.output = output;
  }

  public Output output() {
    return output;
  }
}
