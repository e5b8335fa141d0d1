package io.lexstream.inference.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A tiny model with random weights, and the results of Transformers pipelines with it. {@code
 * models/recipes/parity} creates both.
 *
 * @param folder in the layout of an Optimum export
 * @param golden content of its {@code golden.json}
 */
record ParityModel(Path folder, JsonNode golden) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path RESOURCES = resources();

  /** An expected entity; offsets in code points. */
  record GoldenEntity(String type, double score, int start, int end) {}

  static List<ParityModel> all() {
    try (Stream<Path> folders = Files.list(RESOURCES)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(folder -> new ParityModel(folder, json(folder.resolve("golden.json"))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> texts() {
    return strings(json(RESOURCES.resolve("texts.json")));
  }

  String name() {
    return folder.getFileName().toString();
  }

  String family() {
    return golden.get("family").asText();
  }

  /** Kind of tokenizer: {@code WordPiece}, {@code BPE} or {@code Unigram}. */
  String tokenizer() {
    return json(folder.resolve("tokenizer.json")).at("/model/type").asText();
  }

  /** {@code single-label}, {@code multi-label}, {@code one-label} or {@code tokens}. */
  String task() {
    return golden.get("task").asText();
  }

  /** Tag scheme of a model that tags tokens. */
  String scheme() {
    return golden.get("scheme").asText();
  }

  boolean tagsTokens() {
    return task().equals("tokens");
  }

  /** The labels in the order of the model's output. */
  List<String> labels() {
    return strings(json(folder.resolve("config.json")).get("id2label"));
  }

  /** Scores by label for each text. */
  List<Map<String, Double>> expectedScores() {
    var expected = new ArrayList<Map<String, Double>>();
    for (JsonNode text : golden.get("labels")) {
      var scores = new LinkedHashMap<String, Double>();
      text.forEach(label -> scores.put(label.get(0).asText(), label.get(1).asDouble()));
      expected.add(scores);
    }
    return expected;
  }

  /** Expected entities of each text for a word rule and an aggregation strategy. */
  List<List<GoldenEntity>> expectedEntities(String words, String strategy) {
    JsonNode answers = golden.get(words).get(strategy);
    JsonNode transformers = golden.get("transformers").get(strategy);
    var expected = new ArrayList<List<GoldenEntity>>();
    for (int text = 0; text < answers.size(); text++) {
      // null means the same as with the words of Transformers.
      JsonNode answer = answers.get(text).isNull() ? transformers.get(text) : answers.get(text);
      var entities = new ArrayList<GoldenEntity>();
      answer.forEach(
          e ->
              entities.add(
                  new GoldenEntity(
                      e.get(0).asText(), e.get(1).asDouble(), e.get(2).asInt(), e.get(3).asInt())));
      expected.add(entities);
    }
    return expected;
  }

  @Override
  public String toString() {
    return name();
  }

  private static List<String> strings(JsonNode array) {
    var strings = new ArrayList<String>();
    array.forEach(each -> strings.add(each.asText()));
    return strings;
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resources() {
    URL url = Objects.requireNonNull(ParityModel.class.getResource("/parity/texts.json"));
    try {
      return Path.of(url.toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
