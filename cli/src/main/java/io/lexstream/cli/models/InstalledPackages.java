package io.lexstream.cli.models;

import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The model packages that came with the project: the folders in {@code models/}. */
final class InstalledPackages {

  private final Path models;

  /**
   * @param home the folder of the project, which holds {@code models/}
   */
  InstalledPackages(Path home) {
    this.models = home.resolve("models");
  }

  /** Those beside the {@code lexstream} script; without the script, in the current folder. */
  static InstalledPackages ofThisProcess() {
    return new InstalledPackages(Path.of(System.getProperty("lexstream.home", "")));
  }

  /** Where packages are looked for. */
  Path location() {
    return models;
  }

  /** The packages' folders, by name. */
  List<Path> folders() throws IOException {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (var entries = Files.list(models)) {
      return entries.filter(InstalledPackages::isPackage).sorted().toList();
    }
  }

  /**
   * The folder meant by the name of a folder in {@code models/}, a package's own name, or a path.
   */
  Optional<Path> find(String name) throws IOException {
    for (Path folder : folders()) {
      if (folder.endsWith(name) || isNamed(folder, name)) {
        return Optional.of(folder);
      }
    }
    return Optional.of(Path.of(name)).filter(InstalledPackages::isPackage);
  }

  /** A package that cannot be read has no name to be found by, and hides no other. */
  private static boolean isNamed(Path folder, String name) throws IOException {
    try {
      var description = PackageDescription.read(folder);
      return description.isPresent() && name.equals(description.get().name());
    } catch (ModelPackageException e) {
      return false;
    }
  }

  private static boolean isPackage(Path folder) {
    return Stream.of(PackageDescription.FILE, "model.onnx", "config.json")
        .anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }
}
