package io.lexstream.inference.packages;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.ModelRef;
import io.lexstream.inference.PackageSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads a package that has a {@code lexstream.yaml}. */
final class LexstreamFolder {

  private final PackageSource source;
  private final Path file;

  private LexstreamFolder(PackageSource source) {
    this.source = source;
    this.file = source.path().resolve(PackageReader.LEXSTREAM_YAML);
  }

  static ModelPackage read(PackageSource source) {
    return new LexstreamFolder(source).read();
  }

  private ModelPackage read() {
    var yaml = PackageFile.yaml(file, LexstreamYaml.class);
    if (yaml == null) {
      throw new ModelPackageException(file + " is empty");
    }
    var graph = required("graph", yaml.graph());
    var tokenizer = required("tokenizer", yaml.tokenizer());
    if (yaml.maxTokens() < 8) {
      throw invalid("maxTokens is " + yaml.maxTokens() + ", must be 8 or more");
    }
    return new ModelPackage(
        new ModelRef(required("name", yaml.name()), required("version", yaml.version())),
        source.languages().isEmpty() ? orEmpty(yaml.languages()) : source.languages(),
        file,
        checked("graph", graph.file(), graph.sha256()),
        Optional.ofNullable(graph.fp16())
            .map(name -> PackageFile.existing(source.path(), name, file.toString())),
        checked("tokenizer", tokenizer.file(), tokenizer.sha256()),
        paddingId(),
        yaml.firstPosition(),
        yaml.maxTokens(),
        heads(orEmpty(yaml.heads())));
  }

  private List<Head> heads(List<LexstreamYaml.HeadEntry> entries) {
    if (entries.isEmpty()) {
      throw invalid("heads is empty: add at least one head");
    }
    var seen = EnumSet.noneOf(Task.class);
    var heads = new ArrayList<Head>();
    for (var entry : entries) {
      Head head = head(entry);
      if (!seen.add(head.task())) {
        throw invalid("two heads have the task " + head.task().headName());
      }
      heads.add(head);
    }
    return heads;
  }

  private Head head(LexstreamYaml.HeadEntry entry) {
    String name = required("task of a head", entry.task());
    Task task =
        Task.ofHead(name)
            .orElseThrow(
                () ->
                    invalid(
                        "task '%s' is not one of sentiment, toxicity, entities, sentence-vectors"
                            .formatted(name)));
    String output = required("output of head " + name, entry.output());
    if (task == Task.SUMMARY) {
      return new Head.SentenceVectors(
          output, required("sentences of head " + name, entry.sentences()));
    }
    if (orEmpty(entry.labels()).isEmpty()) {
      throw invalid("labels of head " + name + " are missing");
    }
    if (new HashSet<>(entry.labels()).size() < entry.labels().size()) {
      throw invalid("labels of head %s contain duplicates: %s".formatted(name, entry.labels()));
    }
    Activation activation =
        oneOf("activation", Activation.class, entry.activation(), Activation.SOFTMAX);
    double temperature = entry.temperature() == null ? 1 : entry.temperature();
    if (!(temperature > 0)) {
      throw invalid("temperature of head %s is %s, must be above 0".formatted(name, temperature));
    }
    if (task == Task.ENTITIES) {
      Aggregation aggregation =
          oneOf("aggregation", Aggregation.class, entry.aggregation(), Aggregation.FIRST);
      WordRule words = oneOf("words", WordRule.class, entry.words(), WordRule.TEXT);
      return new Head.TokenTags(
          output,
          entry.labels(),
          activation,
          temperature,
          aggregation,
          words,
          transitions(entry.labels(), activation, orEmpty(entry.transitions())));
    }
    LongTexts longTexts =
        oneOf(
            "longTexts",
            LongTexts.class,
            entry.longTexts(),
            LongTexts.byDefault(task, activation, entry.labels().size()));
    if (longTexts == LongTexts.HIGHEST && activation == Activation.SOFTMAX) {
      throw invalid(
          "longTexts of head %s is highest, but the labels of softmax exclude each other: use mean or worst-window"
              .formatted(name));
    }
    if (entry.cleanLabel() != null && !entry.labels().contains(entry.cleanLabel())) {
      throw invalid(
          "cleanLabel '%s' of head %s is not one of its labels %s"
              .formatted(entry.cleanLabel(), name, entry.labels()));
    }
    return new Head.TextLabels(
        task,
        output,
        entry.labels(),
        activation,
        temperature,
        longTexts,
        Optional.ofNullable(entry.cleanLabel()));
  }

  private List<List<Double>> transitions(
      List<String> labels, Activation activation, List<List<Double>> rows) {
    if (rows.isEmpty()) {
      return rows;
    }
    if (activation != Activation.SOFTMAX) {
      throw invalid(
          "transitions of head entities need activation softmax, but activation is " + activation);
    }
    if (!labels.contains(Head.TokenTags.OUTSIDE)) {
      throw invalid("transitions of head entities need label O, but labels are " + labels);
    }
    int n = labels.size();
    var lengths = rows.stream().map(row -> orEmpty(row).size()).toList();
    if (rows.size() != n || lengths.stream().anyMatch(length -> length != n)) {
      throw invalid(
          "transitions of head entities have rows of %s numbers, must have %d rows of %d: one for each label"
              .formatted(lengths, n, n));
    }
    if (!rows.stream().flatMap(List::stream).allMatch(v -> v != null && Double.isFinite(v))) {
      throw invalid("transitions of head entities must be finite numbers, but are " + rows);
    }
    return rows;
  }

  private Path checked(String part, String name, String sha256) {
    Path found =
        PackageFile.existing(source.path(), required(part + ".file", name), file.toString());
    PackageFile.checkContent(found);
    if (sha256 != null) {
      PackageFile.checkSha256(found, sha256, file.toString());
    }
    return found;
  }

  private long paddingId() {
    Path config = source.path().resolve(PackageReader.CONFIG_JSON);
    return Files.exists(config) ? PackageFile.json(config).path("pad_token_id").asLong(0) : 0;
  }

  private <E extends Enum<E>> E oneOf(String key, Class<E> type, String value, E missing) {
    if (value == null) {
      return missing;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value) || constant.toString().equals(value)) {
        return constant;
      }
    }
    throw invalid(
        "%s '%s' is not one of %s".formatted(key, value, List.of(type.getEnumConstants())));
  }

  private <T> T required(String key, T value) {
    if (value == null) {
      throw invalid(key + " is missing");
    }
    return value;
  }

  private ModelPackageException invalid(String problem) {
    return new ModelPackageException(file + ": " + problem);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
