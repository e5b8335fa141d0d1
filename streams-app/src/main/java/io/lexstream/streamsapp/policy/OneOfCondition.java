package io.lexstream.streamsapp.policy;

import java.util.Locale;
import java.util.Set;

/** True if a property of the document is one of {@code values}. */
record OneOfCondition(Property property, Set<String> values) implements Condition {

  enum Property {
    SOURCE,
    AUTHOR,
    LANGUAGE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String of(Facts facts) {
      return switch (this) {
        case SOURCE -> facts.source();
        case AUTHOR -> facts.author();
        case LANGUAGE -> "und".equals(facts.language()) ? null : facts.language();
      };
    }
  }

  @Override
  public Finding examine(Facts facts, AuthorHistory history) {
    String value = property.of(facts);
    if (value != null) {
      return Finding.of(values.contains(value), property.text(), value);
    }
    // An unknown language is a missing value. A document without source or author has none.
    return property == Property.LANGUAGE
        ? Finding.missing(property.text(), "not identified")
        : Finding.of(false, property.text(), "none");
  }
}
