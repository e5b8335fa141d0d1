package io.lexstream.streamsapp.policy;

/** True if the length of the text in code points is in {@code bounds}. */
record LengthCondition(Bounds bounds) implements Condition {

  @Override
  public Finding examine(Facts facts, AuthorHistory history) {
    return Finding.of(bounds.contains(facts.length()), "length", Integer.toString(facts.length()));
  }
}
