package io.lexstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the command line.
 *
 * @param name how the user named it, for messages
 * @param path the file; it may not exist yet
 */
record NamedFile(String name, Path path) {

  private static final int MAX_LINKS = 40;

  /**
   * Requires that this and another file are not the same regular file, also through symbolic links,
   * hard links and redirected standard streams. Devices such as {@code /dev/null} may be shared.
   *
   * @throws CommandFailedException naming both
   */
  void requireDifferentFrom(NamedFile other) {
    if (isSame(target(path), target(other.path))) {
      throw CommandFailedException.usage(
          "%s is the same file as %s: name another file".formatted(name, other.name));
    }
  }

  private static boolean isSame(Path one, Path other) {
    if (!Files.exists(one) || !Files.exists(other)) {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }
    try {
      return Files.isRegularFile(one) && Files.isSameFile(one, other);
    } catch (IOException e) {
      throw CommandFailedException.usage(
          "cannot compare %s with %s: %s".formatted(one, other, e.getMessage()));
    }
  }

  /**
   * Follows symbolic links to a file that does not exist yet: opening the link creates that file.
   */
  private static Path target(Path path) {
    var target = path;
    try {
      for (int links = 0; links < MAX_LINKS && isDangling(target); links++) {
        target = target.resolveSibling(Files.readSymbolicLink(target));
      }
      var parent = target.toAbsolutePath().getParent();
      return Files.exists(target) || parent == null || !Files.exists(parent)
          ? target
          : parent.toRealPath().resolve(target.getFileName());
    } catch (IOException e) {
      throw CommandFailedException.usage(
          "cannot follow the link %s: %s".formatted(path, e.getMessage()));
    }
  }

  private static boolean isDangling(Path path) {
    return Files.isSymbolicLink(path) && !Files.exists(path);
  }
}
