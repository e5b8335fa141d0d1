package io.lexstream.embedded;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs the main class of another program and exits when standard input ends. The parent process
 * holds the other end of that pipe, and the operating system closes it even if the parent is
 * killed.
 *
 * <p>Uses only the JDK, because it is on the class path of the other program.
 */
final class ExitWithParent {

  private ExitWithParent() {}

  /**
   * Runs the program.
   *
   * @param arguments the name of the main class, then its arguments
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    var watch = new Thread(ExitWithParent::awaitExitOfParent, "watch-parent");
    watch.setDaemon(true);
    watch.start();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void awaitExitOfParent() {
    try {
      while (System.in.read() >= 0) {
        // The parent writes nothing. Only the end of the input matters.
      }
    } catch (IOException e) {
      // Same as the end of the input.
    }
    Runtime.getRuntime().halt(0);
  }
}
