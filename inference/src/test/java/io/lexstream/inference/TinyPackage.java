package io.lexstream.inference;

import io.lexstream.testing.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A small package for tests. Its recipe in {@code models/recipes/tiny} defines each word. */
public final class TinyPackage {

  /** A word on which the graph fails for the whole batch. */
  public static final String FAILING_WORD = "xqzpoison";

  /** A word that makes the outputs of its row NaN. */
  public static final String NAN_WORD = "xqznan";

  /** A word on which the graph runs for hours, unless the run is terminated. */
  public static final String HANGING_WORD = "xqzhang";

  private TinyPackage() {}

  /** The folder of the package. */
  public static Path folder() {
    return ProjectFiles.tinyModel();
  }

  /** Options with only this package. */
  public static AnalyzerOptions.Builder options() {
    return options(folder());
  }

  /** Options with only a copy of this package. */
  public static AnalyzerOptions.Builder options(Path folder) {
    return AnalyzerOptions.builder()
        .addPackage(folder)
        .set(AnalyzerOptions.PROVIDER, ExecutionProvider.CPU);
  }

  /** Copies the package into a folder. */
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

  /** Copies the package and replaces one part of its descriptor. */
  public static Path copyTo(Path folder, String found, String replacement) {
    try {
      Path descriptor = copyTo(folder).resolve("lexstream.yaml");
      String yaml = Files.readString(descriptor);
      if (!yaml.contains(found)) {
        throw new IllegalArgumentException("descriptor does not contain " + found);
      }
      Files.writeString(descriptor, yaml.replace(found, replacement));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The toxicity and entities heads of the descriptor. */
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
