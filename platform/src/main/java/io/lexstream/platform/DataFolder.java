package io.lexstream.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is kept after the run, so that the next run continues from its state. It is locked
 * while it is open; the operating system releases the lock of a killed process.
 */
public final class DataFolder implements WorkFolder {

  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
  private static final String LOCK = "lock";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Opens a folder that only its owner can read; it is created if it is missing. Wider permissions
   * of an empty folder, or of a folder that this class created, are reduced.
   *
   * @throws IOException with one line for the user, if another process uses the folder, it is not
   *     writable, or other users can read it and it contains other files
   */
  public static DataFolder open(Path folder) throws IOException {
    var path = folder.toAbsolutePath().normalize();
    try {
      if (Files.notExists(path)) {
        Files.createDirectories(path);
        restrict(path);
      } else {
        requireOwnerOnly(path);
      }
    } catch (IOException e) {
      throw failure(path, e);
    }
    return locked(path);
  }

  /**
   * Opens a folder without a change of its permissions; it is created if it is missing.
   *
   * @throws IOException with one line for the user, if another process uses the folder or it is not
   *     writable
   */
  public static DataFolder openShared(Path folder) throws IOException {
    var path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw failure(path, e);
    }
    return locked(path);
  }

  private static void requireOwnerOnly(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (!hasPosixPermissions(path) || OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
      return;
    }
    if (Files.notExists(path.resolve(LOCK)) && !isEmpty(path)) {
      throw new DataFolderException(
          "other users can read %s, and it contains other files: run 'chmod 700 %1$s', or use another folder"
              .formatted(path));
    }
    restrict(path);
  }

  private static void restrict(Path path) throws IOException {
    if (hasPosixPermissions(path)) {
      Files.setPosixFilePermissions(path, OWNER_ONLY);
    }
  }

  /** Windows has none. A new folder in a user's folder is private there. */
  private static boolean hasPosixPermissions(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (var files = Files.newDirectoryStream(path)) {
      return !files.iterator().hasNext();
    }
  }

  private static DataFolder locked(Path path) throws IOException {
    try {
      var lockFile =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(lockFile)) {
        lockFile.close();
        throw new DataFolderException(
            "another lexstream process uses " + path + ": stop it, or use another folder");
      }
      return new DataFolder(path, lockFile);
    } catch (IOException e) {
      throw failure(path, e);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process holds the lock
    }
  }

  private static IOException failure(Path path, IOException e) {
    if (e instanceof DataFolderException) {
      return e;
    }
    if (e instanceof FileAlreadyExistsException) {
      return new DataFolderException(path + " is not a folder: use another path");
    }
    return new IOException(
        "cannot write to %s (%s): use another folder".formatted(path, Disk.cause(e)), e);
  }

  /** A failure whose message is one line for the user. */
  private static final class DataFolderException extends IOException {

    private static final long serialVersionUID = 1;

    DataFolderException(String message) {
      super(message);
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
