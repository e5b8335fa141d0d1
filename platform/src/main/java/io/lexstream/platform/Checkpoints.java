package io.lexstream.platform;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

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

  /**
   * Reads a checkpoint's metadata, and checks that its state files are complete.
   *
   * @throws DamagedCheckpointException if that fails
   */
  static void requireReadable(Path checkpoint) {
    try (var in = new DataInputStream(Files.newInputStream(checkpoint.resolve(METADATA)))) {
      var metadata =
          org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
              in, Checkpoints.class.getClassLoader(), checkpoint.toUri().toString());
      for (var operator : metadata.getOperatorStates()) {
        for (var subtask : operator.getStates()) {
          for (var state : subtask.getManagedOperatorState()) {
            requireComplete(state.getDelegateStateHandle());
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new DamagedCheckpointException(checkpoint, e);
    }
  }

  private static void requireComplete(StreamStateHandle state) throws IOException {
    if (state instanceof FileStateHandle file) {
      var path = Path.of(file.getFilePath().toUri());
      if (Files.notExists(path) || Files.size(path) != file.getStateSize()) {
        throw new IOException("state file " + path + " is missing or incomplete");
      }
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
  }
}
