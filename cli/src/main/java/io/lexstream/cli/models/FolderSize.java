package io.lexstream.cli.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Formats sizes of files. */
final class FolderSize {

  private FolderSize() {}

  /** Returns the total size of all files in a folder. */
  static String of(Path folder) throws IOException {
    long bytes = 0;
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return inWords(bytes);
  }

  /** Returns a number of bytes in megabytes, for example {@code 12.3 MB}. */
  static String inWords(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
