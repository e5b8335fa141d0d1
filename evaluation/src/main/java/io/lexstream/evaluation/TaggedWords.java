package io.lexstream.evaluation;

import io.lexstream.evaluation.EvaluationRow.Tagged;
import io.lexstream.evaluation.TypedSpan.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the words and tags of a sentence. Not thread safe. */
final class TaggedWords {

  private final Set<String> types;
  private final List<String> words = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();

  /**
   * @param types the entity types to keep
   */
  TaggedWords(Set<String> types) {
    this.types = types;
  }

  void add(String word, String tag) {
    words.add(word);
    tags.add(tag);
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /** Returns the sentence with its words joined by spaces. */
  Tagged joined() {
    var text = new StringBuilder();
    var places = new ArrayList<Place>();
    int at = 0;
    for (var word : words) {
      if (!places.isEmpty()) {
        text.append(' ');
        at++;
      }
      text.append(word);
      int end = at + word.codePointCount(0, word.length());
      places.add(new Place(at, end));
      at = end;
    }
    return new Tagged(text.toString(), TypedSpan.of(tags, places, types));
  }

  /**
   * Returns the sentence as written; if the words are not all in {@code text}, joined by spaces.
   */
  Tagged in(String text) {
    return places(text)
        .map(places -> new Tagged(text, TypedSpan.of(tags, places, types)))
        .orElseGet(this::joined);
  }

  private Optional<List<Place>> places(String text) {
    var places = new ArrayList<Place>();
    int unit = 0;
    int point = 0;
    for (var word : words) {
      int start = text.indexOf(word, unit);
      if (start < 0) {
        return Optional.empty();
      }
      int end = start + word.length();
      int startPoint = point + text.codePointCount(unit, start);
      int endPoint = startPoint + text.codePointCount(start, end);
      places.add(new Place(startPoint, endPoint));
      unit = end;
      point = endPoint;
    }
    return Optional.of(places);
  }
}
