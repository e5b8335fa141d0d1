package io.lexstream.platform;

/** Of all that led to a failure, what is worth telling. */
public final class RootCause {

  private static final String OUR_PACKAGES = "io.lexstream.";

  private RootCause() {}

  /**
   * The outermost cause that is an exception of Lexstream's own, because those are written for
   * users; the innermost of all if none is.
   */
  public static Throwable of(Throwable failure) {
    var cause = failure;
    while (!isOurs(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** First line of that cause's message, with its type where the message alone says little. */
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
