package io.lexstream.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A named entity of a text: {@code [start, end)} in code points. */
record TypedSpan(int start, int end, String type) {

  /** Position of a word in its text: {@code [start, end)} in code points. */
  record Place(int start, int end) {}

  /**
   * Returns the spans of IOB2 tags. An {@code I-} without a {@code B-} before it starts an entity,
   * so plain IO tags can be read too.
   *
   * @param tags one per word; types that are not in {@code types} count as {@code O}
   */
  static Set<TypedSpan> of(List<String> tags, List<Place> words, Set<String> types) {
    var spans = new ArrayList<TypedSpan>();
    boolean open = false;
    for (int i = 0; i < tags.size(); i++) {
      var tag = tags.get(i);
      var type = tag.length() > 2 ? tag.substring(2) : "";
      if (!types.contains(type)) {
        open = false;
        continue;
      }
      int last = spans.size() - 1;
      var word = words.get(i);
      if (open && tag.startsWith("I-") && spans.get(last).type().equals(type)) {
        spans.set(last, new TypedSpan(spans.get(last).start(), word.end(), type));
      } else {
        spans.add(new TypedSpan(word.start(), word.end(), type));
      }
      open = true;
    }
    return spans.stream().collect(Collectors.toSet());
  }
}
