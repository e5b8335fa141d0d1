package io.lexstream.streamsapp.policy;

import java.util.Set;

/** True if the attribute {@code name} has one of {@code values}. */
record AttributeCondition(String name, Set<String> values) implements Condition {

  @Override
  public Finding examine(Facts facts, AuthorHistory history) {
    String value = facts.attributes().get(name);
    return Finding.of(
        value != null && values.contains(value),
        "attributes." + name,
        value == null ? "none" : value);
  }
}
