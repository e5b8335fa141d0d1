package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A place in a record: a JSON Pointer ({@code /order/comment}, RFC 6901), a field path ({@code
 * order.comment}), or {@code $key} for the record's key.
 *
 * @param pointer null for the key
 */
public record FieldPath(String written, JsonPointer pointer) {

  private static final String KEY = "$key";

  /** Throws {@link IllegalArgumentException} if {@code written} is not a path. */
  public static FieldPath of(String written) {
    if (written.equals(KEY)) {
      return new FieldPath(written, null);
    }
    return new FieldPath(
        written,
        JsonPointer.compile(written.startsWith("/") ? written : "/" + written.replace('.', '/')));
  }

  JsonNode in(ForeignRecord foreign) {
    if (pointer != null) {
      return foreign.value().at(pointer);
    }
    return foreign.key() == null ? MissingNode.getInstance() : new TextNode(foreign.key());
  }
}
