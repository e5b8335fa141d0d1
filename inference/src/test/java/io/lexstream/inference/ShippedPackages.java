package io.lexstream.inference;

import java.nio.file.Path;
import java.util.List;

/** The packages in the {@code models} folder of the repository, and the tiny package. */
final class ShippedPackages {

  private ShippedPackages() {}

  static List<Path> all() {
    Path models = Path.of("..", "models");
    return List.of(TinyPackage.folder(), models.resolve("en"), models.resolve("zh"));
  }
}
