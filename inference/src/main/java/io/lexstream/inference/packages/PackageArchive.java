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
 * Unpacks a package from a jar or zip file. The package is at the top of the archive or in its only
 * folder.
 *
 * <p>ONNX Runtime needs files, so archives are unpacked into temporary folders, one per content
 * hash. Only the owner of this process can write to them.
 */
final class PackageArchive {

  private static final Logger LOG = LoggerFactory.getLogger(PackageArchive.class);

  /** Folders of unpacked archives, by content hash. */
  private static final Map<String, Path> UNPACKED = new HashMap<>();

  private PackageArchive() {}

  /** The folder of a package: the path itself, or the folder of the unpacked archive. */
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
    boolean complete = false;
    try {
      unpack(archive, target);
      complete = true;
    } finally {
      if (!complete) {
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
              "%s has entry %s, which is outside of the archive: remove the entry"
                  .formatted(archive, file));
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
      LOG.warn("cannot delete an unpacked package: folder={} cause={}", folder, e.toString());
    }
  }

  private static Path root(Path unpacked) throws IOException {
    try (Stream<Path> entries = Files.list(unpacked)) {
      var folders = entries.filter(entry -> !isMetadata(entry)).toList();
      boolean inFolder = folders.size() == 1 && Files.isDirectory(folders.get(0));
      return (inFolder ? folders.get(0) : unpacked).toRealPath();
    }
  }

  /** Whether an entry is not part of the package: files of jar, macOS and hidden files. */
  private static boolean isMetadata(Path entry) {
    String name = entry.getFileName().toString();
    return name.equals("META-INF") || name.equals("__MACOSX") || name.startsWith(".");
  }
}
