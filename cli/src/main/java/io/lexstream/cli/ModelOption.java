package io.lexstream.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code --model} of the commands that analyze documents. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model package to use instead of the default packages. Repeatable.")
  private List<Path> folders = List.of();

  boolean isSet() {
    return !folders.isEmpty();
  }

  /**
   * Returns the named packages, or the default packages.
   *
   * @throws CommandFailedException if a folder is not a model package
   */
  List<Path> packages() {
    return ModelFolders.ofThisProcess().resolve(folders);
  }
}
