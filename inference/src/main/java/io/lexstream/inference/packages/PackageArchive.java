package io.lexstream.inference.packages;

import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A package in a jar or zip file, at its top or in its only folder. ONNX Runtime reads files, so
 * the archive is unpacked into a temporary folder of this process, once for each content: one that
 * other users of the machine can neither write nor have made before.
 */
final class PackageArchive {

  private static final Logger LOG = LoggerFactory.getLogger(PackageArchive.class);

  /** Unpacked archives by hash of their content. */
  private static final Map<String, Path> UNPACKED = new HashMap<>();

  private PackageArchive() {}

  /** The folder to read: the path itself, or where it was unpacked to. */
  static Path folder(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        return Files.exists(path) ? path.toRealPath() : path;
      }
      Path target = unpacked(path, PackageFile.sha256(path));
      return root(target);
    } catch (IOException e) {
      throw new ModelPackageException(
          "cannot unpack " + path + ": " + e.getMessage(), new UncheckedIOException(e));
    }
  }

  private static synchronized Path unpacked(Path archive, String hash) throws IOException {
    Path known = UNPACKED.get(hash);
    if (known != null && Files.isDirectory(known)) {
      return known;
    }
    Path target = Files.createTempDirectory("lexstream-package-");
    boolean whole = false;
    try {
      unpack(archive, target);
      whole = true;
    } finally {
      if (!whole) {
        delete(target);
      }
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(target)));
    UNPACKED.put(hash, target);
    return target;
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(archive);
        Stream<Path> files = Files.walk(zip.getPath("/"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(file.toString().substring(1)).normalize();
        if (!copy.startsWith(target)) {
          throw new ModelPackageException(
              archive + " has the entry " + file + ", which leads out of it");
        }
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn(
          "an unpacked package could not be deleted: folder={} cause={}", folder, e.toString());
    }
  }

  private static Path root(Path unpacked) throws IOException {
    try (Stream<Path> entries = Files.list(unpacked)) {
      var folders = entries.filter(entry -> !entry.endsWith("META-INF")).toList();
      boolean inFolder = folders.size() == 1 && Files.isDirectory(folders.get(0));
      return (inFolder ? folders.get(0) : unpacked).toRealPath();
    }
  }
}
