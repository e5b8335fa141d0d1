package io.lexstream.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the model packages that a command uses. */
final class ModelFolders {

  private final Path home;

  /**
   * @param home the project folder, which contains {@code models/}
   */
  ModelFolders(Path home) {
    this.home = home;
  }

  /** Uses the folder of the {@code lexstream} script; without the script, the current folder. */
  static ModelFolders ofThisProcess() {
    return new ModelFolders(home());
  }

  /** Returns the project folder. */
  static Path home() {
    return Path.of(System.getProperty("lexstream.home", ""));
  }

  /**
   * Returns the requested packages; if there are none, the default packages.
   *
   * @throws CommandFailedException if a folder is not a model package or its path has a comma
   */
  List<Path> resolve(List<Path> asked) {
    if (asked.isEmpty()) {
      var english = home.resolve("models/en");
      var chinese = home.resolve("models/zh");
      return checked(Files.exists(chinese) ? List.of(english, chinese) : List.of(english));
    }
    return checked(asked);
  }

  private static List<Path> checked(List<Path> folders) {
    folders.stream()
        .filter(folder -> folder.toString().contains(","))
        .findFirst()
        .ifPresent(
            folder -> {
              throw CommandFailedException.usage(
                  "the path "
                      + folder
                      + " has a comma, which separates folders: rename the folder");
            });
    folders.stream()
        .filter(folder -> !isPackage(folder))
        .findFirst()
        .ifPresent(
            folder -> {
              throw CommandFailedException.usage(
                  folder
                      + " is not a model package: name a folder that has a graph (*.onnx) with --model DIR");
            });
    return folders;
  }

  /** Whether a path may be a package: an archive, or a folder with a graph or its description. */
  private static boolean isPackage(Path path) {
    if (Files.isRegularFile(path)) {
      return true;
    }
    return Stream.of("lexstream.yaml", "model.onnx", "onnx", "config.json")
        .anyMatch(file -> Files.exists(path.resolve(file)));
  }
}
