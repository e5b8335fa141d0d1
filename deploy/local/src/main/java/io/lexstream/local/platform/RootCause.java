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

  /** First line of the innermost cause's message, or its type if it has none. */
  public static String line(Throwable failure) {
    var cause = of(failure);
    var message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}
