package io.lexstream.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Free space in the platform's folder. A broker without space stops its process at once. */
final class DiskSpace {

  /** Unpacked libraries, the logs of a few topics, and a few batches of documents. */
  private static final long NEEDED_AT_START = 128L << 20;

  /** Enough to close all files and to start again. */
  private static final long NEEDED_WHILE_RUNNING = 32L << 20;

  private final Path folder;
  private final Probe probe;

  /** Reads the free space, in bytes. */
  interface Probe {
    long freeBytes() throws IOException;
  }

  DiskSpace(Path folder, Probe probe) {
    this.folder = folder;
    this.probe = probe;
  }

  static DiskSpace of(Path folder) {
    return new DiskSpace(folder, () -> Files.getFileStore(folder).getUsableSpace());
  }

  /**
   * Checks that the platform can start.
   *
   * @throws PlatformNotStartedException if the folder has too little space
   */
  void requireForStart() throws IOException, PlatformNotStartedException {
    long free = probe.freeBytes();
    if (free < NEEDED_AT_START) {
      throw new PlatformNotStartedException(
          "%s has %d MiB of free space, but a start needs %d MiB: free space, or use another folder"
              .formatted(folder, free >> 20, NEEDED_AT_START >> 20));
    }
  }

  /** A line for the user if the disk is almost full, so that the platform must stop. */
  Optional<String> shortage() {
    long free;
    try {
      free = probe.freeBytes();
    } catch (IOException e) {
      return Optional.of("cannot read the free space of %s: %s".formatted(folder, Disk.cause(e)));
    }
    return free >= NEEDED_WHILE_RUNNING
        ? Optional.empty()
        : Optional.of(
            "%s has only %d MiB of free space: free space and start again"
                .formatted(folder, free >> 20));
  }
}
