package io.lexstream.local.platform;

/** What went wrong in the first place, in one line. */
public final class RootCause {

  private RootCause() {}

  /** The innermost cause of {@code failure}. */
  public static Throwable of(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** First line of the innermost cause's message, with its type where that alone says little. */
  public static String line(Throwable failure) {
    var cause = of(failure);
    var type = cause.getClass().getSimpleName();
    if (cause.getMessage() == null || cause.getMessage().isBlank()) {
      return type;
    }
    var line = cause.getMessage().strip().lines().findFirst().orElseThrow();
    return line.contains(" ") ? line : type + ": " + line;
  }
}
