package io.lexstream.schemas;

import java.util.Optional;

/**
 * The rule for ids of documents, the same in HTTP, topics and files.
 *
 * <p>An id is Unicode text that is not blank, without control characters, of at most {@value
 * #MAX_BYTES} bytes of UTF-8. The ids {@code .} and {@code ..} are rejected, because HTTP clients
 * remove them from paths. Every accepted id works, percent-encoded, in {@code /v1/documents/{id}}.
 */
public final class DocumentId {

  /** The longest id, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024;

  private DocumentId() {}

  public static boolean isValid(String id) {
    return problem(id).isEmpty();
  }

  /** What is wrong with {@code id} and what to do, in one line; empty if it is valid. */
  public static Optional<String> problem(String id) {
    if (WellFormedText.isBlank(id)) {
      return Optional.of("id is blank: send an id with visible characters, or none");
    }
    if (id.equals(".") || id.equals("..")) {
      return Optional.of("id is \"" + id + "\", which URL paths cannot contain: send another id");
    }
    for (int i = 0; i < id.length(); i += Character.charCount(id.codePointAt(i))) {
      int codePoint = id.codePointAt(i);
      if (Character.isISOControl(codePoint)) {
        return Optional.of(at(id, i, "control character") + ": remove it");
      }
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        return Optional.of(at(id, i, "lone surrogate") + ": send valid Unicode");
      }
    }
    long bytes = WellFormedText.utf8Length(id);
    if (bytes > MAX_BYTES) {
      return Optional.of(
          "id has %d bytes of UTF-8, the limit is %d: send a shorter id"
              .formatted(bytes, MAX_BYTES));
    }
    return Optional.empty();
  }

  private static String at(String id, int index, String what) {
    return "id contains the %s U+%04X at position %d"
        .formatted(what, id.codePointAt(index), id.codePointCount(0, index) + 1);
  }
}
