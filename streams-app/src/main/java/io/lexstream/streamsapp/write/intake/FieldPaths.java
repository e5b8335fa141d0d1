package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Paths of the fields of a document in a foreign record.
 *
 * @param byField path by field of the JSON form of documents; fields are among {@link #FIELDS},
 *     {@code text} is required
 */
public record FieldPaths(Map<String, FieldPath> byField) {

  /** The fields that can be mapped. */
  public static final List<String> FIELDS =
      List.of("text", "id", "source", "author", "language", "eventTime", "attributes");

  public FieldPaths {
    if (!byField.containsKey("text") || !FIELDS.containsAll(byField.keySet())) {
      throw new IllegalArgumentException("fields must be among " + FIELDS + " and include text");
    }
    byField = new LinkedHashMap<>(byField);
  }

  /** The paths in a CloudEvent whose data is a text or an object with the field {@code text}. */
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

  /** The path of the text in a record of plain text. */
  public static FieldPaths ofText() {
    return new FieldPaths(Map.of("text", FieldPath.of("/text")));
  }

  /** These paths, replaced by {@code others} for the same fields. */
  FieldPaths with(Map<String, FieldPath> others) {
    var all = new LinkedHashMap<>(byField);
    all.putAll(others);
    return new FieldPaths(all);
  }

  /** {@code foreign} in the JSON form of documents, without the fields that it does not have. */
  ObjectNode map(ForeignRecord foreign) {
    var document = JsonNodeFactory.instance.objectNode();
    byField.forEach(
        (field, path) -> {
          var found = path.in(foreign);
          if (!found.isMissingNode() && !found.isNull()) {
            document.set(field, field.equals("text") ? text(found) : found);
          }
        });
    return document;
  }

  /** Avro bytes in place of a text are its UTF-8; elsewhere they are written as base64. */
  private static JsonNode text(JsonNode found) {
    return found instanceof BinaryNode bytes
        ? new TextNode(TextEncoding.utf8("text", bytes.binaryValue()))
        : found;
  }

  /** The path of {@code field}, for messages; empty if it has none. */
  String origin(String field) {
    var path = byField.get(field);
    return path == null ? "" : " (taken from " + path.written() + ")";
  }
}
