package io.lexstream.platform;

/** Selects the cause of a failure that is shown to users. */
public final class RootCause {

  private static final String OUR_PACKAGES = "io.lexstream.";

  private RootCause() {}

  /**
   * Returns the outermost cause that is an exception class of Lexstream, because its message is
   * written for users. If there is none, returns the innermost cause.
   */
  public static Throwable of(Throwable failure) {
    var cause = failure;
    while (!isOurs(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The first line of that cause's message, with its type if the message is a single word. */
  public static String line(Throwable failure) {
    var cause = of(failure);
    var type = cause.getClass().getSimpleName();
    if (cause.getMessage() == null || cause.getMessage().isBlank()) {
      return type;
    }
    var line = cause.getMessage().strip().lines().findFirst().orElseThrow();
    return line.contains(" ") ? line : type + ": " + line;
  }

  private static boolean isOurs(Throwable cause) {
    return cause.getClass().getName().startsWith(OUR_PACKAGES);
  }
}
