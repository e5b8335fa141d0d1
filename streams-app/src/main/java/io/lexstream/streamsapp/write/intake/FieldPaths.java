package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the fields of a document are found in a foreign record.
 *
 * @param byField path by field of Lexstream's JSON form, among {@link #FIELDS}; {@code text} is
 *     always there
 */
public record FieldPaths(Map<String, FieldPath> byField) {

  /** What can be mapped. */
  public static final List<String> FIELDS =
      List.of("text", "id", "source", "author", "language", "eventTime", "attributes");

  public FieldPaths {
    if (!byField.containsKey("text") || !FIELDS.containsAll(byField.keySet())) {
      throw new IllegalArgumentException("fields must be among " + FIELDS + ", text among them");
    }
    byField = new LinkedHashMap<>(byField);
  }

  /** The fields of a CloudEvent whose data is a text, or an object with one. */
  public static FieldPaths ofCloudEvents() {
    return new FieldPaths(
        Map.of(
            "text", FieldPath.of("/data/text"),
            "id", FieldPath.of("/id"),
            "source", FieldPath.of("/source"),
            "author", FieldPath.of("/data/author"),
            "language", FieldPath.of("/data/language"),
            "eventTime", FieldPath.of("/time")));
  }

  /** The one field of a record that is nothing but text. */
  public static FieldPaths ofText() {
    return new FieldPaths(Map.of("text", FieldPath.of("/text")));
  }

  /** These paths, with {@code others} in place of those for the same fields. */
  FieldPaths with(Map<String, FieldPath> others) {
    var all = new LinkedHashMap<>(byField);
    all.putAll(others);
    return new FieldPaths(all);
  }

  /**
   * Lexstream's JSON form of what {@code foreign} holds; fields that are not there are left out.
   */
  ObjectNode map(ForeignRecord foreign) {
    var document = JsonNodeFactory.instance.objectNode();
    byField.forEach(
        (field, path) -> {
          var found = path.in(foreign);
          if (!found.isMissingNode() && !found.isNull()) {
            document.set(field, found);
          }
        });
    return document;
  }

  /** Where {@code field} comes from, for messages. */
  String origin(String field) {
    var path = byField.get(field);
    return path == null ? "" : " (taken from " + path.written() + ")";
  }
}
