package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.schemas.DocumentId;
import java.io.IOException;

/**
 * The id that a record names, though there is no valid document in it. Null where there is none.
 */
final class NamedId {

  private NamedId() {}

  /** The id in what should be Lexstream's own form, as far as it can be read. */
  static String in(byte[] value) {
    String id = null;
    try (var parser = JsonFormat.JSON.createParser(value)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isId = parser.currentName().equals("id");
          var token = parser.nextToken();
          if (isId) {
            id = id(token, parser);
          }
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      // It breaks off here: an id before that is an id all the same.
    }
    return usable(id);
  }

  /** The id in a foreign record that was brought into Lexstream's form. */
  static String in(JsonNode found) {
    return usable(found.path("id").isValueNode() ? found.path("id").asText() : null);
  }

  private static String id(JsonToken token, JsonParser parser) throws IOException {
    return token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT
        ? parser.getText()
        : null;
  }

  private static String usable(String id) {
    return id != null && DocumentId.isValid(id) ? id : null;
  }
}
