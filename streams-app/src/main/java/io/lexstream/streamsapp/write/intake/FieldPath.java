package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A place in a record: a JSON Pointer ({@code /order/comment}, RFC 6901), a field path ({@code
 * order.comment}), or {@code $key} for the record's key.
 *
 * @param written the path as configured
 * @param pointer null for the key
 */
public record FieldPath(String written, JsonPointer pointer) {

  private static final String KEY = "$key";

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  public static FieldPath of(String written) {
    if (written.equals(KEY)) {
      return new FieldPath(written, null);
    }
    return new FieldPath(
        written,
        JsonPointer.compile(written.startsWith("/") ? written : "/" + written.replace('.', '/')));
  }

  JsonNode in(ForeignRecord foreign) {
    return pointer == null ? foreign.key().get() : foreign.value().at(pointer);
  }
}
