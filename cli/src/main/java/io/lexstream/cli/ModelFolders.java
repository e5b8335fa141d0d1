package io.lexstream.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the model packages are. */
final class ModelFolders {

  private final Path home;

  /**
   * @param home the folder of the project, which holds {@code models/}
   */
  ModelFolders(Path home) {
    this.home = home;
  }

  /** The folder the {@code lexstream} script is in; without the script, the current one. */
  static ModelFolders ofThisProcess() {
    return new ModelFolders(home());
  }

  /** The folder of the project. */
  static Path home() {
    return Path.of(System.getProperty("lexstream.home", ""));
  }

  /**
   * The packages asked for or, if none, those that came with the project.
   *
   * @throws CommandFailedException naming the folder that is no model package, or cannot stand in a
   *     list of them
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
                  "the comma in " + folder + " reads as a list of folders: rename it");
            });
    folders.stream()
        .filter(folder -> !isPackage(folder))
        .findFirst()
        .ifPresent(
            folder -> {
              throw CommandFailedException.usage(
                  "no model package in " + folder + ": name its folder with --model DIR");
            });
    return folders;
  }

  private static boolean isPackage(Path folder) {
    return Stream.of("lexstream.yaml", "model.onnx", "config.json")
        .anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }
}
