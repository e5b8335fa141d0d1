package io.lexstream.inference.packages;

import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A package in a jar or zip file, at its top or in its only folder. ONNX Runtime reads files, so
 * the archive is unpacked into the temporary folder, once for each content.
 */
final class PackageArchive {

  private PackageArchive() {}

  /** The folder to read: the path itself, or where it was unpacked to. */
  static Path folder(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        return Files.exists(path) ? path.toRealPath() : path;
      }
      Path parent = Path.of(System.getProperty("java.io.tmpdir"), "lexstream-packages");
      Path target = parent.resolve(PackageFile.sha256(path).substring(0, 32));
      if (!Files.isDirectory(target)) {
        Files.createDirectories(parent);
        // Elsewhere first: another process may be looking for the finished folder.
        Path unfinished = Files.createTempDirectory(parent, "unpacking-");
        unpack(path, unfinished);
        publish(unfinished, target);
      }
      return root(target);
    } catch (IOException e) {
      throw new ModelPackageException(
          "cannot unpack " + path + ": " + e.getMessage(), new UncheckedIOException(e));
    }
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

  private static void publish(Path unfinished, Path target) throws IOException {
    try {
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process with the same archive may have been faster; then its copy is as good.
      if (!Files.isDirectory(target)) {
        throw e;
      }
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
