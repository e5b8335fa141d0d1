package io.lexstream.inference.packages;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.ModelRef;
import io.lexstream.inference.PackageSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a package that Hugging Face Optimum exported: {@code config.json}, {@code tokenizer.json}
 * and a graph, see {@link GraphFiles}.
 */
final class OptimumFolder {

  private static final int DEFAULT_MAX_TOKENS = 512;

  /** Model types whose position numbers start after the padding id. */
  private static final Set<String> POSITIONS_AFTER_PADDING =
      Set.of(
          "camembert",
          "data2vec-text",
          "esm",
          "ibert",
          "layoutlmv3",
          "lilt",
          "longformer",
          "luke",
          "markuplm",
          "mpnet",
          "roberta",
          "roberta-prelayernorm",
          "xlm-roberta",
          "xlm-roberta-xl",
          "xmod");

  /** Keys of the size of the position table, by family. */
  private static final List<String> POSITION_LIMITS =
      List.of("max_position_embeddings", "n_positions", "max_seq_len", "seq_length");

  private static final String LOGITS = "logits";

  private final PackageSource source;
  private final String name;
  private final Path folder;
  private final Path configFile;
  private final JsonNode config;
  private final GraphFiles graphs;

  private OptimumFolder(PackageSource source, String name) {
    this.source = source;
    this.name = name;
    this.folder = source.path();
    this.configFile = folder.resolve(PackageReader.CONFIG_JSON);
    this.config = PackageFile.json(configFile);
    this.graphs = GraphFiles.in(folder);
  }

  /** Reads the folder of a package with this name. */
  static ModelPackage read(PackageSource source, String name) {
    return new OptimumFolder(source, name).read();
  }

  private ModelPackage read() {
    Path graph = graphs.preferred();
    PackageFile.checkContent(graph);
    String version = "sha256:" + PackageFile.sha256(graph).substring(0, 12);
    return new ModelPackage(
        new ModelRef(name, version),
        source.languages(),
        configFile,
        graph,
        graphs.halfPrecision().filter(half -> !half.equals(graph)),
        tokenizer(),
        config.path("pad_token_id").asLong(0),
        firstPosition(),
        maxTokens(),
        List.of(head()));
  }

  private Path tokenizer() {
    Path tokenizer = folder.resolve("tokenizer.json");
    if (!Files.isRegularFile(tokenizer)) {
      throw new ModelPackageException(
          "model package %s has no tokenizer.json: save a fast tokenizer in this folder (AutoTokenizer.from_pretrained(..., use_fast=True).save_pretrained(...))"
              .formatted(folder));
    }
    PackageFile.checkContent(tokenizer);
    return tokenizer;
  }

  /** The number of the first position: some families number positions after the padding id. */
  private int firstPosition() {
    return POSITIONS_AFTER_PADDING.contains(config.path("model_type").asText())
        ? config.path("pad_token_id").asInt(1) + 1
        : 0;
  }

  private int maxTokens() {
    long limit = DEFAULT_MAX_TOKENS;
    for (String key : POSITION_LIMITS) {
      JsonNode positions = config.path(key);
      if (positions.canConvertToInt() && positions.asInt() > 0) {
        limit = positions.asInt() - firstPosition();
        break;
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
    var labels = ConfigLabels.read(configFile, config);
    if (tagsTokens(labels)) {
      if (ConfigLabels.arePlaceholders(labels)) {
        throw new ModelPackageException(
            "%s has labels %s, which name no entities: name them in id2label, for example O, B-PER, I-PER"
                .formatted(configFile, labels));
      }
      return new Head.TokenTags(
          LOGITS, labels, Activation.SOFTMAX, 1, Aggregation.FIRST, WordRule.TEXT, List.of());
    }
    Task task = task(labels);
    Activation activation = textActivation(labels);
    return new Head.TextLabels(
        task,
        LOGITS,
        labels,
        activation,
        1,
        LongTexts.byDefault(task, activation, labels.size()),
        Optional.empty());
  }

  private boolean tagsTokens(List<String> labels) {
    String architecture = config.path("architectures").path(0).asText("");
    if (architecture.endsWith("ForTokenClassification")) {
      return true;
    }
    if (architecture.endsWith("ForSequenceClassification")) {
      return false;
    }
    if (architecture.isEmpty()) {
      // Without an architecture the labels decide.
      if (labels.contains(Head.TokenTags.OUTSIDE)) {
        return true;
      }
      if (source.task().isPresent() || TextLabelMeaning.task(labels).isPresent()) {
        return false;
      }
    }
    throw new ModelPackageException(
        "%s has %s, expected one that ends in ForSequenceClassification or ForTokenClassification: describe other graphs in %s"
            .formatted(
                configFile,
                architecture.isEmpty() ? "no architecture" : "architecture '" + architecture + "'",
                PackageReader.LEXSTREAM_YAML));
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
                    "%s has labels %s, which identify neither sentiment nor toxicity: %s"
                        .formatted(configFile, labels, taskRemedy(labels))));
  }

  /** One line that names a task for labels without a meaning. */
  private String taskRemedy(List<String> labels) {
    return "if the model answers one of them, write %s with this line, with your task and names of labels: {name: \"%s\", version: 1.0.0, graph: {file: \"%s\"}, tokenizer: {file: tokenizer.json}, maxTokens: %d, heads: [{task: sentiment, output: %s, labels: [%s]}]}"
        .formatted(
            folder.resolve(PackageReader.LEXSTREAM_YAML),
            name,
            folder.relativize(graphs.preferred()),
            maxTokens(),
            LOGITS,
            labels.stream()
                .map(label -> TextNode.valueOf(label).toString())
                .collect(joining(", ")));
  }
}
