package io.lexstream.settings.yaml;

/** Text that is not YAML, or YAML that Lexstream does not accept. The message is one line. */
public final class YamlException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int line;

  YamlException(int line, String problem) {
    super(problem);
    this.line = line;
  }

  /** The line of the problem, from 1; 0 if the problem concerns the whole file. */
  public int line() {
    return line;
  }

  /** The message for {@code file}: {@code lexstream.yaml line 3: duplicate key 'a': remove one}. */
  public String messageFor(String file) {
    return file + (line > 0 ? " line " + line : "") + ": " + getMessage();
  }
}
