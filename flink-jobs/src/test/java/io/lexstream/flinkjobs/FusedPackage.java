package io.lexstream.flinkjobs;

import io.lexstream.testing.ProjectFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A copy of the tiny model package that tests can break while it runs; see {@code
 * src/test/recipes/fused_package.py}.
 */
final class FusedPackage {

  private final Path folder;

  private FusedPackage(Path folder) {
    this.folder = folder;
  }

  static FusedPackage in(Path parent) throws IOException {
    var folder = Files.createDirectories(parent.resolve("fused"));
    try (var files = Files.list(ProjectFiles.fusedModel())) {
      for (var file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    return new FusedPackage(folder);
  }

  Path folder() {
    return folder;
  }

  /** Makes every later run fail, with any rows. */
  void breakEngine() throws IOException {
    write(1, 0);
  }

  /** Makes later runs hang. */
  void makeHang() throws IOException {
    write(0, 1_000_000_000_000L);
  }

  /** Makes later runs slower, by iterations of a loop. */
  void slowDown(long turns) throws IOException {
    write(0, turns);
  }

  /** Makes later runs succeed. */
  void repair() throws IOException {
    write(0, 0);
  }

  /** In place, because a session that is open has the file mapped. */
  private void write(long blown, long idleRuns) throws IOException {
    var values = ByteBuffer.allocate(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    values.putLong(blown).putLong(idleRuns).flip();
    try (var file = FileChannel.open(folder.resolve("fuse.bin"), StandardOpenOption.WRITE)) {
      file.write(values, 0);
    }
  }
}
