package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lexstream.schemas.DocumentId;
import java.io.IOException;

/** The id in the JSON form of an invalid document, for its dead letter. */
final class ReportedId {

  private ReportedId() {}

  /** The id in {@code json} as far as it can be parsed; null if there is none. */
  static String in(byte[] json) {
    String id = null;
    try (var parser = JsonTree.JSON.createParser(json)) {
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
      // The JSON is invalid from here on. An id before that is kept.
    }
    return usable(id);
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
