package io.lexstream.cli;

/**
 * Which standard streams are terminals. Java has no portable check, so the script passes it in.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is a terminal
 * @param error whether standard error is a terminal
 */
record Terminals(boolean input, boolean output, boolean error) {

  static Terminals ofThisProcess() {
    var streams = System.getProperty("lexstream.terminals", "");
    return new Terminals(streams.contains("0"), streams.contains("1"), streams.contains("2"));
  }
}
