package io.lexstream.cli;

/**
 * Which of the standard streams are terminals. Java cannot tell, so the script does.
 *
 * @param input whether somebody types
 * @param output whether somebody reads the results as they come
 * @param error whether somebody watches
 */
record Terminals(boolean input, boolean output, boolean error) {

  static Terminals ofThisProcess() {
    var streams = System.getProperty("lexstream.terminals", "");
    return new Terminals(streams.contains("0"), streams.contains("1"), streams.contains("2"));
  }
}
