package io.lexstream.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is kept after the run, so that the next run continues from its state. It is locked
 * while it is open; the operating system releases the lock of a killed process.
 */
public final class DataFolder implements WorkFolder {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Opens a folder; it is created if it is missing.
   *
   * @throws IOException with one line for the user, if another process uses the folder or it is not
   *     writable
   */
  public static DataFolder open(Path folder) throws IOException {
    var path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      var lockFile =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(lockFile)) {
        lockFile.close();
        throw new IOException(
            "another lexstream process uses " + path + ": stop it, or use another folder");
      }
      return new DataFolder(path, lockFile);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(path + " is not a folder: use another path", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + " is not writable: use another folder", e);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process holds the lock
    }
  }

  @Override
  public Path path() {
    return path;
  }

  /** Releases the folder and keeps its files. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.warn("folder not unlocked: folder={} cause={}", path, e.toString());
    }
  }
}
