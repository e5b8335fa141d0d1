package io.lexstream.inference.packages;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import java.nio.file.Files;
import java.nio.file.Path;

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
      return OptimumFolder.read(found);
    }
    throw new ModelPackageException(
        "model package %s has no %s and no %s: export the model with `optimum-cli export onnx`, or write a %s"
            .formatted(folder, LEXSTREAM_YAML, CONFIG_JSON, LEXSTREAM_YAML));
  }
}
