package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The default packages give the recorded results. {@code models/recipes/golden.py} records them
 * with its own implementation.
 */
class GoldenOutputsTest {

  /** Tolerance of probabilities: processors round differently. */
  private static final double TOLERANCE = 1e-2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Place(int start, int end, String type) {}

  private static List<JsonNode> golden(String language) throws IOException {
    try (var lines = Files.lines(Path.of("src/test/resources/golden", language + ".jsonl"))) {
      return lines.map(GoldenOutputsTest::parsed).toList();
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + line, e);
    }
  }

  private static List<Place> places(JsonNode entities) {
    return StreamSupport.stream(entities.spliterator(), false)
        .map(e -> new Place(e.get("start").asInt(), e.get("end").asInt(), e.get("type").asText()))
        .toList();
  }

  private static List<Place> places(List<Entity> entities) {
    return entities.stream()
        .map(e -> new Place(e.span().start(), e.span().end(), e.type()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void defaultPackageGivesTheRecordedResults(String language) throws IOException {
    // Given
    var expected = golden(language);
    var options = TinyPackage.options(Path.of("../models", language)).build();

    // When
    List<Analysis> answers;
    try (var analyzer = TextAnalyzer.open(options)) {
      answers =
          expected.stream()
              .map(line -> AnalysisRequest.of(line.get("text").asText(), language))
              .map(request -> analyzer.analyze(request).join())
              .toList();
    }

    // Then
    assertThat(expected).hasSizeGreaterThanOrEqualTo(10);
    var softly = new SoftAssertions();
    for (int i = 0; i < expected.size(); i++) {
      var line = expected.get(i);
      var answer = answers.get(i);
      var text = line.get("text").asText();
      compare(softly, text, line.get("sentiment"), answer.sentiment().orElseThrow());
      compare(softly, text, line.get("toxicity"), answer.toxicity().orElseThrow());
      softly
          .assertThat(places(answer.entities().orElseThrow()))
          .as(text)
          .isEqualTo(places(line.get("entities")));
    }
    softly.assertAll();
  }

  private static void compare(
      SoftAssertions softly, String text, JsonNode expected, Classification answer) {
    softly.assertThat(answer.scores()).as(text).hasSize(expected.size());
    answer
        .scores()
        .forEach(
            (label, score) ->
                softly
                    .assertThat(score)
                    .as(text + ": " + label)
                    .isCloseTo(expected.get(label).asDouble(), within(TOLERANCE)));
  }
}
