package io.lexstream.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Checkpoints that Flink left in a folder, as {@code JOB/chk-NUMBER/_metadata}. */
final class Checkpoints {

  private static final String PREFIX = "chk-";

  /** Written last: without it a checkpoint is not complete. */
  private static final String METADATA = "_metadata";

  private Checkpoints() {}

  /**
   * The newest complete one. Numbers go on from run to run, since each run continues with the
   * newest checkpoint of the one before.
   *
   * @param folder may be missing; no job may be writing there
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
