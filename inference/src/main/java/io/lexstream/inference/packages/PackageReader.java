package io.lexstream.inference.packages;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Detects the format of a package and reads it. */
public final class PackageReader {

  static final String LEXSTREAM_YAML = "lexstream.yaml";
  static final String CONFIG_JSON = "config.json";

  private PackageReader() {}

  /**
   * Reads a package and checks its files.
   *
   * @throws ModelPackageException if the package is invalid; the message names the file, what was
   *     found and what was expected
   */
  public static ModelPackage read(PackageSource source) {
    Path folder = PackageArchive.folder(source.path());
    if (!Files.isRegularFile(source.path())) {
      return read(source, folder);
    }
    try {
      return read(source, folder);
    } catch (ModelPackageException e) {
      // Users see the archive, not the temporary folder.
      throw new ModelPackageException(
          e.getMessage().replace(folder.toString(), source.path().toString()), e);
    }
  }

  /** Whether the description of a package names the outputs of its graph. */
  public static boolean namesOutputs(ModelPackage model) {
    return model.descriptor().endsWith(LEXSTREAM_YAML);
  }

  private static ModelPackage read(PackageSource source, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelPackageException(
          "model package %s is not a folder or archive: it must contain a graph (model.onnx), tokenizer.json, and %s or %s"
              .formatted(folder, LEXSTREAM_YAML, CONFIG_JSON));
    }
    var found = new PackageSource(folder, source.languages(), source.task());
    if (Files.exists(folder.resolve(LEXSTREAM_YAML))) {
      return LexstreamFolder.read(found);
    }
    if (Files.exists(folder.resolve(CONFIG_JSON))) {
      return OptimumFolder.read(found, name(source.path()));
    }
    Optional<Path> inner = onlyPackageIn(folder);
    if (inner.isPresent()) {
      throw new ModelPackageException(
          "model package %s has no %s and no %s, but its folder %s has: use %s"
              .formatted(
                  folder, LEXSTREAM_YAML, CONFIG_JSON, inner.get().getFileName(), inner.get()));
    }
    throw new ModelPackageException(
        "model package %s has no %s and no %s: export the model with `optimum-cli export onnx`, or write a %s"
            .formatted(folder, LEXSTREAM_YAML, CONFIG_JSON, LEXSTREAM_YAML));
  }

  /** The name of a folder, or of an archive without its extension. */
  private static String name(Path path) {
    String file = path.toAbsolutePath().normalize().getFileName().toString();
    return Files.isRegularFile(path) ? file.replaceFirst("\\.(?i:zip|jar)$", "") : file;
  }

  private static Optional<Path> onlyPackageIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      var packages =
          entries
              .filter(
                  entry ->
                      Files.exists(entry.resolve(LEXSTREAM_YAML))
                          || Files.exists(entry.resolve(CONFIG_JSON)))
              .toList();
      return packages.size() == 1 ? Optional.of(packages.get(0)) : Optional.empty();
    } catch (IOException e) {
      throw new ModelPackageException(
          "cannot list the files in " + folder, new UncheckedIOException(e));
    }
  }
}
