package io.lexstream.inference.packages;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out what kind of package a folder is, and reads it. */
public final class PackageReader {

  static final String LEXSTREAM_YAML = "lexstream.yaml";
  static final String CONFIG_JSON = "config.json";

  private PackageReader() {}

  /**
   * Reads the package and checks its files.
   *
   * @throws ModelPackageException naming the file, what was found and what was expected
   */
  public static ModelPackage read(PackageSource source) {
    Path folder = PackageArchive.folder(source.path());
    if (!Files.isDirectory(folder)) {
      throw new ModelPackageException(
          "model package "
              + folder
              + " is neither a folder nor an archive: expected one with a graph (model.onnx), tokenizer.json and "
              + LEXSTREAM_YAML
              + " or "
              + CONFIG_JSON);
    }
    var found = new PackageSource(folder, source.languages(), source.task());
    if (Files.exists(folder.resolve(LEXSTREAM_YAML))) {
      return LexstreamFolder.read(found);
    }
    if (Files.exists(folder.resolve(CONFIG_JSON))) {
      return OptimumFolder.read(found);
    }
    throw new ModelPackageException(
        "model package "
            + folder
            + " has neither "
            + LEXSTREAM_YAML
            + " nor "
            + CONFIG_JSON
            + ": export the model with `optimum-cli export onnx`, or write a "
            + LEXSTREAM_YAML);
  }
}
