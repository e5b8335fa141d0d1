package io.lexstream.cli.enrich;

import java.io.IOException;

/** The stream that takes enriched documents takes no more: a full disk, or a pipe nobody reads. */
public final class OutputFailedException extends IOException {

  private static final long serialVersionUID = 1;

  OutputFailedException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
