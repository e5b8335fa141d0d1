package io.lexstream.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Schemas as text. The registry client contains an older version of Avro, so schemas are exchanged
 * with it as text.
 */
final class SchemaText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaText() {}

  /** The schema of {@code type} for the registry, without properties for Java. */
  static String of(Class<? extends SpecificRecord> type) {
    try {
      var tree = JSON.readTree(SpecificData.get().getSchema(type).toString());
      removeJavaHints(tree);
      return new Schema.Parser().parse(tree.toString()).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema of " + type.getName() + " is not JSON", e);
    }
  }

  /** Parses a schema of any writer, with the least strict checks of Avro. */
  static Schema parse(String text) throws SchemaParseException {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false).parse(text);
  }

  private static void removeJavaHints(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("avro.java.string");
    }
    node.forEach(SchemaText::removeJavaHints);
  }
}
