package io.lexstream.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Flink's checkpoints in a folder, {@code JOB/chk-NUMBER/_metadata}. */
final class Checkpoints {

  private static final String PREFIX = "chk-";

  /** Flink writes this file last. A checkpoint without it is incomplete. */
  private static final String METADATA = "_metadata";

  private Checkpoints() {}

  /**
   * Finds the newest complete checkpoint, which is the one with the highest number: a restored job
   * continues the numbering.
   *
   * @param folder may be missing; no job may be writing to it
   */
  static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .map(Path::getParent)
          .filter(checkpoint -> checkpoint.getFileName().toString().startsWith(PREFIX))
          .max(Comparator.comparingLong(Checkpoints::number));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the checkpoints in " + folder, e);
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }
}
