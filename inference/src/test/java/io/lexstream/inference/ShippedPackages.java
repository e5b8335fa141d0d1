package io.lexstream.inference;

import java.nio.file.Path;
import java.util.List;

/** The packages in the repository's {@code models} folder, and the tiny one. */
final class ShippedPackages {

  private ShippedPackages() {}

  static List<Path> all() {
    Path models = Path.of("..", "models");
    return List.of(TinyPackage.folder(), models.resolve("en"), models.resolve("zh"));
  }
}
