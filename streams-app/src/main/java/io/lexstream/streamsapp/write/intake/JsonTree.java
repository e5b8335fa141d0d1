package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Parses JSON into a tree whose numbers keep their text: {@code 1.10} does not become {@code 1.1},
 * nor {@code 1E400} infinite. Of repeated names the last one counts.
 */
final class JsonTree {

  static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  // A shared table of names could be filled with names of foreign records.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  // The value is in memory already: its size limits its strings.
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxNestingDepth(500)
                          .build())
                  .build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /**
   * Parses {@code json}.
   *
   * @throws JsonProcessingException if it is not exactly one JSON value
   */
  static JsonNode parse(String json) throws JsonProcessingException {
    try (var parser = JSON.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new NotJson(parser, "the value is empty");
      }
      var tree = node(parser);
      if (parser.nextToken() != null) {
        throw new NotJson(parser, "more follows after the JSON value");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
  }

  /** A number with the text {@code number}. */
  static JsonNode number(String number) {
    return NODES.rawValueNode(new RawValue(number));
  }

  private static JsonNode node(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          var name = parser.currentName();
          parser.nextToken();
          object.set(name, node(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(parser));
        }
        yield array;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }

  /** JSON of the wrong form. */
  private static final class NotJson extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    NotJson(JsonParser parser, String message) {
      super(message, parser.currentLocation());
    }
  }
}
