package io.lexstream.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packages in the repository's {@code models} folder, and the tiny one. */
final class ShippedPackages {

  private ShippedPackages() {}

  static List<Path> all() {
    try (Stream<Path> folders = Files.list(Path.of("..", "models"))) {
      var shipped =
          folders.filter(folder -> Files.exists(folder.resolve("lexstream.yaml"))).sorted();
      return Stream.concat(Stream.of(TinyPackage.folder()), shipped).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
