package io.lexstream.cli.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.settings.yaml.Yaml;
import io.lexstream.settings.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of a package's {@code lexstream.yaml}, for display. Only its form is checked here;
 * opening the package checks the rest.
 */
record PackageDescription(
    String name,
    String version,
    List<String> languages,
    String license,
    PackagedFile graph,
    PackagedFile tokenizer,
    int maxTokens,
    List<PackagedHead> heads) {

  static final String FILE = "lexstream.yaml";

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  PackageDescription {
    name = Objects.requireNonNullElse(name, "");
    version = Objects.requireNonNullElse(version, "");
    license = Objects.requireNonNullElse(license, "");
    languages = languages == null ? List.of() : List.copyOf(languages);
    heads = heads == null ? List.of() : List.copyOf(heads);
  }

  /**
   * Reads the description in a folder; empty if the package has none, for example a plain export.
   *
   * @throws ModelPackageException if the file is not YAML or a key has the wrong type
   */
  static Optional<PackageDescription> read(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      var tree = JSON.valueToTree(Yaml.read(file).toJava());
      return Optional.ofNullable(JSON.treeToValue(tree, PackageDescription.class));
    } catch (YamlException e) {
      throw new ModelPackageException(e.messageFor(file.toString()));
    } catch (JsonProcessingException e) {
      throw new ModelPackageException(file + ": " + e.getOriginalMessage());
    }
  }

  /** Returns the tasks of the heads. The task of sentence vectors is {@code summary}. */
  List<String> tasks() {
    return heads.stream()
        .map(head -> "sentence-vectors".equals(head.task()) ? "summary" : head.task())
        .toList();
  }

  /**
   * A file of the package.
   *
   * @param sha256 SHA-256 of the file in hexadecimal; null if the package has none
   * @param fp16 name of the half-precision graph for GPUs; null if there is none
   */
  record PackagedFile(String file, String sha256, String fp16) {}

  /** A head of the description; absent keys are null. */
  record PackagedHead(
      String task,
      String output,
      List<String> labels,
      String activation,
      Double temperature,
      String aggregation,
      List<List<Double>> transitions) {

    PackagedHead {
      labels = labels == null ? List.of() : List.copyOf(labels);
      transitions = transitions == null ? List.of() : List.copyOf(transitions);
    }
  }
}
