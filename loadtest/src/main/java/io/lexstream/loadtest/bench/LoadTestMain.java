package io.lexstream.loadtest.bench;

import io.lexstream.cli.Lexstream;

/** The {@code lexstream} command with {@code bench}, which is not part of the product. */
final class LoadTestMain {

  private LoadTestMain() {}

  public static void main(String[] arguments) {
    Lexstream.run(arguments, BenchCommand.class);
  }
}
