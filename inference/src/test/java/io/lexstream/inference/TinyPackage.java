package io.lexstream.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The hand-made package of a few KB that tests run on; its recipe says what each word means. */
public final class TinyPackage {

  /** A word on which the graph fails, with all of its batch. */
  public static final String FAIL = "xqzpoison";

  /** A word that makes its row's outputs NaN. */
  public static final String NAN = "xqznan";

  /** A word on which the graph counts for hours, unless its run is terminated. */
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
    return options(folder());
  }

  /** Options with a copy of the package alone. */
  public static AnalyzerOptions.Builder options(Path folder) {
    return AnalyzerOptions.builder().addPackage(folder).provider(ExecutionProvider.CPU);
  }

  /** A copy to change. */
  public static Path copyTo(Path folder) {
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy whose descriptor has one part replaced. */
  public static Path copyTo(Path folder, String found, String replacement) {
    try {
      Path descriptor = copyTo(folder).resolve("lexstream.yaml");
      String yaml = Files.readString(descriptor);
      if (!yaml.contains(found)) {
        throw new IllegalArgumentException("the descriptor has no " + found);
      }
      Files.writeString(descriptor, yaml.replace(found, replacement));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part of the descriptor that describes toxicity and entities. */
  public static String toxicityAndEntities() {
    try {
      String yaml = Files.readString(folder().resolve("lexstream.yaml"));
      return yaml.substring(
          yaml.indexOf("  - task: toxicity"), yaml.indexOf("  - task: sentence-vectors"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
