package io.lexstream.streamsapp.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * True if the document has an entity with one of {@code types} and one of {@code texts}.
 *
 * @param types empty for any
 * @param texts in lower case; empty for any
 */
record EntityCondition(Set<String> types, Set<String> texts) implements Condition {

  private static final int EVIDENCE = 5;

  @Override
  public Finding examine(Facts facts, AuthorHistory history) {
    if (facts.entities() == null) {
      return Finding.missing("entities", facts.whyMissing("entities"));
    }
    var matching = facts.entities().stream().filter(this::matches).limit(EVIDENCE).toList();
    return Finding.of(!matching.isEmpty(), "entities", shown(matching));
  }

  private boolean matches(Facts.Name name) {
    return (types.isEmpty() || types.contains(name.type()))
        && (texts.isEmpty() || texts.contains(name.text().toLowerCase(Locale.ROOT)));
  }

  private static String shown(List<Facts.Name> names) {
    return String.join(
        ", ", names.stream().map(name -> name.text() + " (" + name.type() + ")").toList());
  }
}
