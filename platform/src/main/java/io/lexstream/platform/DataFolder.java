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
 * A folder that outlives the run: what one run leaves there, the next continues with. Locked for as
 * long as it is open, and the system releases the lock of a process that is killed.
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
   * Opens a folder, which is made if it is not there.
   *
   * @throws IOException with a line for the user if another process uses it or it cannot be written
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
            "another lexstream process uses " + path + ": stop it or name another folder");
      }
      return new DataFolder(path, lockFile);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(path + " is not a folder: name another", e);
    } catch (AccessDeniedException e) {
      throw new IOException(path + " cannot be written: name another folder", e);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process
    }
  }

  @Override
  public Path path() {
    return path;
  }

  /** Releases the folder; its files stay. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.warn("could not release the lock: folder={} reason={}", path, e.toString());
    }
  }
}
