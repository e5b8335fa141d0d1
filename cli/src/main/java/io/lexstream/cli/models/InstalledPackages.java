package io.lexstream.cli.models;

import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The model packages of the project: the folders in {@code models/}. */
final class InstalledPackages {

  private final Path models;

  /**
   * @param home the project folder, which contains {@code models/}
   */
  InstalledPackages(Path home) {
    this.models = home.resolve("models");
  }

  /** Uses the folder of the {@code lexstream} script; without the script, the current folder. */
  static InstalledPackages ofThisProcess() {
    return new InstalledPackages(Path.of(System.getProperty("lexstream.home", "")));
  }

  /** Returns the folder that is searched. */
  Path location() {
    return models;
  }

  /** Returns the folders of the packages, sorted by name. */
  List<Path> folders() throws IOException {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (var entries = Files.list(models)) {
      return entries.filter(InstalledPackages::isPackage).sorted().toList();
    }
  }

  /** Finds a package by the name of its folder, by its own name, or by path. */
  Optional<Path> find(String name) throws IOException {
    for (Path folder : folders()) {
      if (folder.endsWith(name) || isNamed(folder, name)) {
        return Optional.of(folder);
      }
    }
    return Optional.of(Path.of(name)).filter(InstalledPackages::isPackage);
  }

  /** A package that cannot be read does not match and does not hide others. */
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
