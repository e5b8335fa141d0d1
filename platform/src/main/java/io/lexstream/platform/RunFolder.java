package io.lexstream.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /**
   * Real paths of the folders that this process has locked. Their lock files must not be opened
   * again: POSIX releases a process's locks on a file when the process closes the file once.
   */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private static RunFolder ofThisProcess;

  private final Path path;
  private final Path realPath;
  private final FileChannel lockFile;

  private RunFolder(Path path, Path realPath, FileChannel lockFile) {
    this.path = path;
    this.realPath = realPath;
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
    var unlocked = path.resolve(LOCK + ".new");
    var lockFile =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (lockFile.tryLock() == null) {
      throw new IOException(path + " is locked by another process");
    }
    var realPath = path.toRealPath();
    OPEN.add(realPath);
    // Other processes delete a folder whose lock file is not locked.
    Files.move(unlocked, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    return new RunFolder(path, realPath, lockFile);
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
      OPEN.remove(realPath);
    } catch (IOException e) {
      LOG.warn("folder not deleted, delete it manually: folder={} cause={}", path, e.toString());
    }
  }

  private static void deleteAbandoned(Path parent) throws IOException {
    try (var folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (isAbandoned(folder)) {
          deleteIfPossible(folder);
        }
      }
    }
  }

  /** A folder that cannot be deleted does not prevent the start. */
  private static void deleteIfPossible(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      LOG.warn("folder not deleted, delete it manually: folder={} cause={}", folder, e.toString());
    }
  }

  /** A folder without a lock file is being created by another process. */
  private static boolean isAbandoned(Path folder) {
    // Opening a pipe for writing would block.
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
        || isOpen(folder)) {
      return false;
    }
    try (var lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = lockFile.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException | IOException e) {
      LOG.debug("folder not deleted: folder={} cause={}", folder, e.toString());
      return false;
    }
  }

  private static boolean isOpen(Path folder) {
    try {
      return OPEN.contains(folder.toRealPath());
    } catch (IOException e) {
      return false; // deleted meanwhile
    }
  }
}
