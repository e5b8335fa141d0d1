package io.lexstream.inference.parity;

import io.lexstream.inference.Classification;
import io.lexstream.inference.Entity;
import io.lexstream.inference.Span;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.Graphemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The differences between the results of one model and those of Transformers.
 *
 * @param model the model
 * @param words word rule: {@code transformers} or {@code text}; empty for classifiers
 * @param strategy aggregation of sub-words; empty for classifiers
 * @param largest largest difference between scores
 * @param mismatches descriptions of texts whose labels or spans differ
 * @param compared number of labels or entities compared
 */
record Measurement(
    ParityModel model,
    String words,
    String strategy,
    double largest,
    List<String> mismatches,
    int compared) {

  /**
   * Line breaks, tabs and wide spaces. They separate names if words are those of the text, but not
   * in Transformers, so these texts cannot be compared.
   */
  private static final Pattern SEPARATORS = Pattern.compile("[\n\t\u3000]");

  static Measurement ofLabels(ParityModel model, List<Classification> answers) {
    double largest = 0;
    int compared = 0;
    var mismatches = new ArrayList<String>();
    List<Map<String, Double>> expected = model.expectedScores();
    for (int text = 0; text < expected.size(); text++) {
      Map<String, Double> golden = expected.get(text);
      Map<String, Double> scores = answers.get(text).scores();
      // The pipeline sorts by score.
      String best = golden.keySet().iterator().next();
      if (!scores.keySet().equals(golden.keySet()) || !answers.get(text).label().equals(best)) {
        mismatches.add("text " + text + ": expected " + golden + ", got " + answers.get(text));
        continue;
      }
      for (var label : golden.entrySet()) {
        largest = Math.max(largest, Math.abs(label.getValue() - scores.get(label.getKey())));
        compared++;
      }
    }
    return new Measurement(model, "", "", largest, mismatches, compared);
  }

  static Measurement ofEntities(
      ParityModel model, String words, String strategy, List<List<Entity>> answers) {
    double largest = 0;
    int compared = 0;
    var mismatches = new ArrayList<String>();
    List<String> texts = ParityModel.texts();
    List<List<ParityModel.GoldenEntity>> expected = model.expectedEntities(words, strategy);
    for (int text = 0; text < expected.size(); text++) {
      if (words.equals("text") && SEPARATORS.matcher(texts.get(text)).find()) {
        continue;
      }
      var golden = withoutWhiteSpace(expected.get(text), texts.get(text));
      List<Entity> entities = answers.get(text);
      var found = entities.stream().map(Measurement::place).toList();
      // With words of the text, spans contain whole grapheme clusters.
      boolean same =
          words.equals("text")
              ? expanded(placed(golden), texts.get(text)).equals(expanded(found, texts.get(text)))
              : placed(golden).equals(found);
      if (!same) {
        mismatches.add("text " + text + ": expected " + golden + ", got " + entities);
        continue;
      }
      for (int i = 0; i < golden.size(); i++) {
        largest = Math.max(largest, Math.abs(golden.get(i).score() - entities.get(i).score()));
        compared++;
      }
    }
    return new Measurement(model, words, strategy, largest, mismatches, compared);
  }

  /**
   * The pipeline's spans without surrounding white space: SentencePiece tokens contain the space
   * before them, and some tokens contain only a space.
   */
  private static List<ParityModel.GoldenEntity> withoutWhiteSpace(
      List<ParityModel.GoldenEntity> entities, String text) {
    var trimmed = new ArrayList<ParityModel.GoldenEntity>();
    for (var entity : entities) {
      int start = entity.start();
      int end = entity.end();
      while (start < end && blank(text, start)) {
        start++;
      }
      while (end > start && blank(text, end - 1)) {
        end--;
      }
      if (start < end) {
        trimmed.add(new ParityModel.GoldenEntity(entity.type(), entity.score(), start, end));
      }
    }
    return trimmed;
  }

  private static boolean blank(String text, int index) {
    int codePoint = text.codePointAt(text.offsetByCodePoints(0, index));
    return Character.isSpaceChar(codePoint) || Character.isISOControl(codePoint);
  }

  @Override
  public String toString() {
    return words.isEmpty()
        ? model.name()
        : "%s with words: %s, aggregation: %s".formatted(model.name(), words, strategy);
  }

  private record Place(String type, Span span) {}

  private static List<Place> placed(List<ParityModel.GoldenEntity> entities) {
    return entities.stream()
        .map(entity -> new Place(entity.type(), new Span(entity.start(), entity.end())))
        .toList();
  }

  private static List<Place> expanded(List<Place> places, String text) {
    var points = CodePoints.of(text);
    return places.stream()
        .map(place -> new Place(place.type(), Graphemes.expand(points, place.span())))
        .toList();
  }

  private static Place place(Entity entity) {
    return new Place(entity.type(), entity.span());
  }
}
