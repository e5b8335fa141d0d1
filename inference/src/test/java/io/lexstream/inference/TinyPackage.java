package io.lexstream.inference;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The hand-made package of a few KB that tests run on; its recipe says what each word means. */
public final class TinyPackage {

  /** A word on which the graph fails, with all of its batch. */
  public static final String POISON = "xqzpoison";

  /** A word that makes its row's outputs NaN. */
  public static final String NAN = "xqznan";

  /** A word on which the graph counts for hours, unless its run is told to stop. */
  public static final String HANG = "xqzhang";

  private TinyPackage() {}

  /** The package's folder. */
  public static Path folder() {
    try {
      return Path.of(TinyPackage.class.getResource("/tiny/lexstream.yaml").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Options with the package alone. */
  public static AnalyzerOptions.Builder options() {
    return AnalyzerOptions.builder().addPackage(folder()).provider(ExecutionProvider.CPU);
  }
}
