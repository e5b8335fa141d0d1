package io.lexstream.platform;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another program's main class in a process that ends as soon as its standard input does: the
 * parent holds the other end of that pipe, and the system closes it however the parent ends.
 *
 * <p>Uses nothing but the JDK, since it shares the class path of the other program.
 */
final class DiesWithParent {

  private DiesWithParent() {}

  /**
   * Runs the program, and ends with the parent.
   *
   * @param arguments name of the main class, then its arguments
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    var watch = new Thread(DiesWithParent::awaitEndOfParent, "watch-parent");
    watch.setDaemon(true);
    watch.start();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void awaitEndOfParent() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything: only the end counts.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(0);
  }
}
