package io.lexstream.inference.packages;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.ModelRef;
import io.lexstream.inference.PackageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a package that Hugging Face Optimum exported: {@code config.json}, {@code tokenizer.json}
 * and a graph with the output {@code logits}.
 */
final class OptimumFolder {

  private static final int DEFAULT_MAX_TOKENS = 512;

  /** Model types whose position numbers start after the padding id. */
  private static final Set<String> POSITIONS_AFTER_PADDING =
      Set.of("roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "longformer", "mpnet");

  private final PackageSource source;
  private final Path folder;
  private final Path configFile;
  private final JsonNode config;

  private OptimumFolder(PackageSource source) {
    this.source = source;
    this.folder = source.path();
    this.configFile = folder.resolve(PackageReader.CONFIG_JSON);
    this.config = PackageFile.json(configFile);
  }

  static ModelPackage read(PackageSource source) {
    return new OptimumFolder(source).read();
  }

  private ModelPackage read() {
    Path graph = graph();
    String version = "sha256:" + PackageFile.sha256(graph).substring(0, 12);
    return new ModelPackage(
        new ModelRef(folder.toAbsolutePath().normalize().getFileName().toString(), version),
        source.languages(),
        configFile,
        graph,
        fp16Graph(),
        tokenizer(),
        config.path("pad_token_id").asLong(0),
        maxTokens(),
        List.of(head()));
  }

  private Path graph() {
    for (String name : List.of("model.onnx", "onnx/model.onnx")) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    var quantized = Stream.of(folder, folder.resolve("onnx")).flatMap(this::quantized).toList();
    if (quantized.size() == 1) {
      return quantized.get(0);
    }
    throw new ModelPackageException(
        "model package %s has %s: expected model.onnx, onnx/model.onnx, or one *_quantized.onnx in the same folders"
            .formatted(
                folder,
                quantized.isEmpty() ? "no graph" : "several quantized graphs " + quantized));
  }

  private Stream<Path> quantized(Path where) {
    if (!Files.isDirectory(where)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(where)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("_quantized.onnx"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new ModelPackageException(
          "cannot list the files in " + where, new UncheckedIOException(e));
    }
  }

  private Optional<Path> fp16Graph() {
    return Stream.of("model_fp16.onnx", "onnx/model_fp16.onnx")
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private Path tokenizer() {
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(tokenizer)) {
      throw new ModelPackageException(
          "model package %s has no tokenizer.json: save a fast tokenizer in this folder (AutoTokenizer.from_pretrained(..., use_fast=True).save_pretrained(...))"
              .formatted(folder));
    }
    return tokenizer;
  }

  private int maxTokens() {
    long limit = DEFAULT_MAX_TOKENS;
    JsonNode positions = config.path("max_position_embeddings");
    if (positions.canConvertToInt() && positions.asInt() > 0) {
      limit = positions.asInt();
      if (POSITIONS_AFTER_PADDING.contains(config.path("model_type").asText())) {
        limit -= config.path("pad_token_id").asLong(1) + 1;
      }
    }
    Path tokenizerConfig = folder.resolve("tokenizer_config.json");
    if (Files.exists(tokenizerConfig)) {
      // Transformers writes 1e30 if there is no limit.
      double declared =
          PackageFile.json(tokenizerConfig).path("model_max_length").asDouble(Double.MAX_VALUE);
      if (declared >= 1) {
        limit = (long) Math.min((double) limit, declared);
      }
    }
    if (limit < 8) {
      throw new ModelPackageException(
          "%s allows rows of %d tokens, must allow 8 or more".formatted(configFile, limit));
    }
    return (int) limit;
  }

  private Head head() {
    String architecture = config.path("architectures").path(0).asText();
    var labels = labels();
    if (architecture.endsWith("ForTokenClassification")) {
      return new Head.TokenTags(
          "logits", labels, Activation.SOFTMAX, 1, Aggregation.FIRST, WordRule.TEXT, List.of());
    }
    if (architecture.endsWith("ForSequenceClassification")) {
      Task task = task(labels);
      Activation activation = textActivation(labels);
      return new Head.TextLabels(
          task,
          "logits",
          labels,
          activation,
          1,
          LongTexts.byDefault(task, activation, labels.size()),
          Optional.empty());
    }
    throw new ModelPackageException(
        "%s has architecture '%s', expected one that ends in ForSequenceClassification or ForTokenClassification: describe other graphs in %s"
            .formatted(configFile, architecture, PackageReader.LEXSTREAM_YAML));
  }

  private List<String> labels() {
    JsonNode id2label = config.path("id2label");
    var labels = new ArrayList<String>();
    for (int i = 0; i < id2label.size(); i++) {
      JsonNode label = id2label.get(Integer.toString(i));
      if (label == null) {
        throw new ModelPackageException(
            "%s: id2label has %d labels, but none for id %d"
                .formatted(configFile, id2label.size(), i));
      }
      labels.add(label.asText());
    }
    if (labels.isEmpty()) {
      throw new ModelPackageException(configFile + " has no id2label: add the names of the labels");
    }
    return labels;
  }

  /** The activation that the text-classification pipeline of Transformers chooses. */
  private Activation textActivation(List<String> labels) {
    return switch (config.path("problem_type").asText("")) {
      case "multi_label_classification" -> Activation.SIGMOID;
      case "regression" -> Activation.NONE;
      default -> labels.size() == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
    };
  }

  private Task task(List<String> labels) {
    if (source.task().isPresent()) {
      String name = source.task().get();
      return Task.ofHead(name)
          .filter(task -> task == Task.SENTIMENT || task == Task.TOXICITY)
          .orElseThrow(
              () ->
                  new ModelPackageException(
                      "task '%s' of %s is not one of sentiment, toxicity".formatted(name, folder)));
    }
    return TextLabelMeaning.task(labels)
        .orElseThrow(
            () ->
                new ModelPackageException(
                    "%s has labels %s, which identify neither sentiment nor toxicity: configure the task of the package (sentiment or toxicity)"
                        .formatted(configFile, labels)));
  }
}
