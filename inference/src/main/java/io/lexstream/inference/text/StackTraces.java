package io.lexstream.inference.text;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the frames of stack traces. The frames of Java, JavaScript, .NET, Python, Go, Ruby, Rust,
 * PHP and gdb are known.
 */
public final class StackTraces {

  private static final Pattern FRAME =
      Pattern.compile(
          // Java and .NET: "at a.b.Main.run(Main.java:42)"
          "at (?:async |new )?[\\w.$<>/@#`~\\[\\]|+-]+\\(.*"
              // JavaScript: "at run [as main] (/srv/index.js:3:1)"
              + "|at (?:async |new )?\\S+(?: \\[as [^\\]]+\\])? "
              + "\\((?:[^)]*:\\d+|index \\d+|<anonymous>|native)\\)"
              // JavaScript and Rust: "at /srv/index.js:3:1"
              + "|at (?:async )?\\S+:\\d+(?::\\d+)?"
              + "|\\.\\.\\. \\d+ (?:more|common frames omitted).*"
              // Python
              + "|Traceback \\(most recent call last\\):"
              + "|File \".+\", line \\d+.*"
              // Go
              + "|goroutine \\d+ \\[.+\\]:"
              + "|created by [\\w./].*"
              + "|\\S+\\.go:\\d+(?: \\+0x[0-9a-f]+)?"
              + "|[\\w./-]+(?:\\.\\(\\*\\w+\\))?\\.\\w+\\(\\S*\\)"
              // Ruby
              + "|(?:from )?\\S+:\\d+:in ['`].+'"
              // Rust
              + "|\\d+: +(?:0x[0-9a-f]+ - )?\\S*::\\S.*"
              // PHP and gdb
              + "|#\\d+ +(?:\\{main\\}|\\S+\\(\\d+\\): .*|0x[0-9a-f]+ .*|[\\w:~<>]+ \\(.*)",
          // Otherwise a line separator in the line makes matching backtrack for a long time.
          Pattern.DOTALL);

  private static final Pattern PYTHON_FRAME =
      Pattern.compile("File \".+\", line \\d+.*", Pattern.DOTALL);

  private StackTraces() {}

  /** Indexes of the lines that are frames, with the source lines of Python frames. */
  public static BitSet frames(List<String> lines) {
    var frames = new BitSet();
    for (int i = 0; i < lines.size(); i++) {
      boolean source = i > 0 && PYTHON_FRAME.matcher(lines.get(i - 1)).matches();
      if (source || FRAME.matcher(lines.get(i)).matches()) {
        frames.set(i);
      }
    }
    return frames;
  }
}
