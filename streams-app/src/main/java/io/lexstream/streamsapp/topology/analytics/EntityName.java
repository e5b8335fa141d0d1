package io.lexstream.streamsapp.topology.analytics;

/** An entity for counting: type and surface form, truncated to 100 code points. */
record EntityName(String text, String type) implements Comparable<EntityName> {

  private static final int LONGEST = 100;

  static EntityName of(String text, String type) {
    return new EntityName(
        text.codePointCount(0, text.length()) <= LONGEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST)),
        type);
  }

  @Override
  public int compareTo(EntityName other) {
    int byText = text.compareTo(other.text);
    return byText != 0 ? byText : type.compareTo(other.type);
  }
}
