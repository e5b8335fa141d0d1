package io.lexstream.inference.heads;

import io.lexstream.inference.packages.Head;

/**
 * What a token label says: where in an entity a word stands, and the entity's type.
 *
 * @param place where the word stands
 * @param type the type, such as {@code PER}; empty outside
 */
record Tag(Place place, String type) {

  enum Place {
    OUTSIDE,
    /** Begins an entity, whatever came before. */
    BEGIN,
    /** Continues an entity of its type, or begins one if there is none. */
    INSIDE,
    /** Continues or begins, and ends: the next word begins anew. */
    END,
    /** Is an entity by itself. */
    SINGLE
  }

  /**
   * Reads BIO, BIOES, BILOU and BMES labels; any other label but {@code O} is a type by itself,
   * whose neighbouring words form one entity.
   */
  static Tag of(String label) {
    if (label.equals(Head.TokenTags.OUTSIDE)) {
      return new Tag(Place.OUTSIDE, "");
    }
    if (label.length() > 2 && (label.charAt(1) == '-' || label.charAt(1) == '_')) {
      Place place =
          switch (label.charAt(0)) {
            case 'B' -> Place.BEGIN;
            case 'I', 'M' -> Place.INSIDE;
            case 'E', 'L' -> Place.END;
            case 'S', 'U' -> Place.SINGLE;
            default -> null;
          };
      if (place != null) {
        return new Tag(place, label.substring(2));
      }
    }
    return new Tag(Place.INSIDE, label);
  }

  /** Whether a word with this tag goes on with the entity of the word before it. */
  boolean continues(Tag previous) {
    return (place == Place.INSIDE || place == Place.END)
        && (previous.place == Place.BEGIN || previous.place == Place.INSIDE)
        && type.equals(previous.type);
  }
}
