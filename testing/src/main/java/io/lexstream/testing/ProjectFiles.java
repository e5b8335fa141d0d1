package io.lexstream.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the source tree that tests of several modules use. */
public final class ProjectFiles {

  private static final Path ROOT = root();

  private ProjectFiles() {}

  /** A model package of a few KB; {@code models/recipes/tiny} says what each word means. */
  public static Path tinyModel() {
    return ROOT.resolve("testing/models/tiny");
  }

  /**
   * A model package that fails or hangs on demand; {@code flink-jobs/src/test/recipes} says how.
   */
  public static Path fusedModel() {
    return ROOT.resolve("testing/models/fused");
  }

  /**
   * A default model package.
   *
   * @param language {@code en} or {@code zh}
   */
  public static Path defaultModel(String language) {
    return ROOT.resolve("models").resolve(language);
  }

  /** The {@code lexstream} script. */
  public static Path script() {
    return ROOT.resolve("lexstream");
  }

  /** The schema registry server; a build of the module {@code embedded} unpacks it. */
  public static Path registryServer() {
    return ROOT.resolve("embedded/target/registry-server");
  }

  /** Maven runs tests in the folder of their module, an IDE often in the root folder. */
  private static Path root() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder with mvnw above " + Path.of("").toAbsolutePath());
  }
}
