package io.lexstream.inference.heads;

import io.lexstream.inference.packages.Head;

/**
 * A token label: the position of a word in an entity, and the type of the entity.
 *
 * @param place position of the word
 * @param type type of the entity, such as {@code PER}; empty outside of entities
 */
record Tag(Place place, String type) {

  enum Place {
    OUTSIDE,
    /** Begins an entity. */
    BEGIN,
    /** Continues an entity of the same type, or begins one if there is none. */
    INSIDE,
    /** The last word of an entity: continues one of the same type, or begins one. */
    END,
    /** An entity of one word. */
    SINGLE
  }

  /**
   * Parses BIO, BIOES, BILOU and BMES labels. Any other label except {@code O} is a type; adjacent
   * words of that type form one entity.
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

  /** Whether a word with this tag continues the entity of the word before it. */
  boolean continues(Tag previous) {
    return (place == Place.INSIDE || place == Place.END)
        && (previous.place == Place.BEGIN || previous.place == Place.INSIDE)
        && type.equals(previous.type);
  }
}
