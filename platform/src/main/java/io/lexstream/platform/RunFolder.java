package io.lexstream.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder that is deleted at the end of the run. Each run also deletes the folders of
 * killed runs: those that no process has locked.
 */
public final class RunFolder implements WorkFolder {

  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final String PREFIX = "lexstream-run-";
  private static final String LOCK = "lock";

  private static RunFolder ofThisProcess;

  private final Path path;
  private final FileChannel lockFile;

  private RunFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * The folder for temporary files of this process, {@code java.io.tmpdir}, if the {@code
   * lexstream} script created it for this process. Otherwise a new folder in {@code
   * java.io.tmpdir}.
   *
   * @throws IOException with one line for the user
   */
  public static synchronized RunFolder ofThisProcess() throws IOException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    if (!temporary.getFileName().toString().startsWith(PREFIX)) {
      return create(temporary);
    }
    if (ofThisProcess == null) {
      deleteAbandoned(temporary.getParent());
      ofThisProcess = locked(temporary);
    }
    return ofThisProcess;
  }

  /**
   * Creates a folder in {@code parent}.
   *
   * @throws IOException with one line for the user, if the parent is not writable
   */
  public static RunFolder create(Path parent) throws IOException {
    try {
      deleteAbandoned(parent);
      // Readable by the owner only, because the broker's log contains documents.
      return locked(Files.createTempDirectory(parent, PREFIX));
    } catch (IOException e) {
      throw new IOException(
          "cannot create a folder for temporary files in %s (%s): free space, or set TMPDIR to another folder"
              .formatted(parent, Disk.cause(e)),
          e);
    }
  }

  private static RunFolder locked(Path path) throws IOException {
    var lockFile =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (lockFile.tryLock() == null) {
      throw new IOException(path + " is locked by another process");
    }
    return new RunFolder(path, lockFile);
  }

  @Override
  public Path path() {
    return path;
  }

  /** Deletes the folder with its content. A second call has no effect. */
  @Override
  public void close() {
    try {
      lockFile.close();
      FileTree.delete(path);
    } catch (IOException e) {
      LOG.warn("folder not deleted, delete it manually: folder={} cause={}", path, e.toString());
    }
  }

  private static void deleteAbandoned(Path parent) throws IOException {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isAbandoned(folder)) {
          FileTree.delete(folder);
        }
      }
    }
  }

  /** A folder without a lock file is being created by another process. */
  private static boolean isAbandoned(Path folder) {
    try (var lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = lockFile.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException | IOException e) {
      LOG.debug("folder not deleted: folder={} cause={}", folder, e.toString());
      return false;
    }
  }
}
