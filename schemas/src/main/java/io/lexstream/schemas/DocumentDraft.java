package io.lexstream.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lexstream.schemas.avro.Document;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the fields of a document. Errors are stored by field, because a repeated field replaces
 * the earlier value together with its error.
 */
final class DocumentDraft {

  /** The longest source, author and language, in bytes of UTF-8. They become keys and headers. */
  static final int LARGEST_NAME = DocumentId.MAX_BYTES;

  /**
   * The largest size of all attributes together, in bytes of UTF-8. The limit ensures that an
   * accepted document fits on every later topic.
   */
  static final int LARGEST_ATTRIBUTES = 256 * 1024;

  private final int largestText;
  private final Instant now;
  private final Map<String, Parsed.Invalid> faults = new LinkedHashMap<>();
  private String id;
  private String text;
  private String source;
  private String author;
  private String language;
  private EventTime eventTime = EventTime.ABSENT;
  private Map<String, String> attributes = Map.of();

  DocumentDraft(int largestText, Instant now) {
    this.largestText = largestText;
    this.now = now;
  }

  /** Reads the value of {@code field} at the position of {@code parser}. */
  void read(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "text" -> text = text(parser);
      case "id" -> id = id(parser);
      case "source" -> source = name(field, parser);
      case "author" -> author = name(field, parser);
      case "language" -> language = name(field, parser);
      case "eventTime" -> eventTime = EventTime.read(parser, now);
      case "attributes" -> attributes = attributes(parser);
      default -> parser.skipChildren();
    }
  }

  Parsed finish() {
    if (text == null && !faults.containsKey("text")) {
      return DocumentJson.invalid("text", "text is missing: give the document's text as a string");
    }
    if (!faults.isEmpty()) {
      return faults.containsKey("text") ? faults.get("text") : faults.values().iterator().next();
    }
    return new Parsed.Valid(
        Document.newBuilder()
            .setId(id == null ? "" : id)
            .setText(text)
            .setSource(source)
            .setAuthor(author)
            .setLanguage(language)
            .setEventTime(eventTime.time())
            .setAttributes(eventTime.flagged(attributes))
            .build());
  }

  private String text(JsonParser parser) throws IOException {
    faults.remove("text");
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return fault("text", "text must be a string, found " + found(parser), parser);
    }
    var given = WellFormedText.of(parser.getText());
    if (WellFormedText.isBlank(given)) {
      return fault("text", "text is blank: send a text with visible characters", parser);
    }
    long bytes = WellFormedText.utf8Length(given);
    if (bytes > largestText) {
      return tooLarge("text", "text has " + bytes + " bytes of UTF-8", largestText);
    }
    return given;
  }

  private String id(JsonParser parser) throws IOException {
    var id = shortText("id", parser);
    if (id == null || DocumentId.isValid(id)) {
      return id;
    }
    long bytes = WellFormedText.utf8Length(id);
    return bytes > DocumentId.MAX_BYTES
        ? tooLarge("id", "id has " + bytes + " bytes of UTF-8", DocumentId.MAX_BYTES)
        : fault("id", DocumentId.problem(id).orElseThrow(), parser);
  }

  private String name(String field, JsonParser parser) throws IOException {
    var read = shortText(field, parser);
    if (read == null) {
      return null;
    }
    var name = WellFormedText.of(read);
    long bytes = WellFormedText.utf8Length(name);
    return bytes > LARGEST_NAME
        ? tooLarge(field, field + " has " + bytes + " bytes of UTF-8", LARGEST_NAME)
        : name;
  }

  /** A string, or a whole number as text, because ids are often numbers; null if blank. */
  private String shortText(String field, JsonParser parser) throws IOException {
    faults.remove(field);
    var token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      return fault(field, field + " must be a string, found " + found(parser), parser);
    }
    return WellFormedText.isBlank(parser.getText()) ? null : parser.getText();
  }

  private Map<String, String> attributes(JsonParser parser) throws IOException {
    faults.remove("attributes");
    var read = new LinkedHashMap<String, String>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return read;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      fault("attributes", "attributes must be an object, found " + found(parser), parser);
      return read;
    }
    long bytes = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = WellFormedText.of(parser.currentName());
      switch (parser.nextToken()) {
        case VALUE_NULL -> read.remove(name);
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
          var value = WellFormedText.of(parser.getText());
          read.put(name, value);
          bytes += WellFormedText.utf8Length(name) + WellFormedText.utf8Length(value);
        }
        default -> {
          var shown = "attributes." + Excerpt.line(name, 40);
          var message = shown + " must be a string, a number or a boolean, found " + found(parser);
          faults.put("attributes", DocumentJson.invalid(shown, message));
          parser.skipChildren();
        }
      }
    }
    if (bytes > LARGEST_ATTRIBUTES) {
      tooLarge("attributes", "attributes have " + bytes + " bytes together", LARGEST_ATTRIBUTES);
    }
    return read;
  }

  private String fault(String field, String message, JsonParser parser) throws IOException {
    faults.put(field, DocumentJson.invalid(field, message));
    parser.skipChildren();
    return null;
  }

  private String tooLarge(String field, String message, int limit) {
    faults.put(
        field,
        new Parsed.Invalid(
            DeadLetterReason.TOO_LARGE,
            field,
            message + ", the limit is " + limit + ": shorten or split it"));
    return null;
  }

  /** The value at the position of {@code parser}, for a message. */
  static String found(JsonParser parser) throws IOException {
    var token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the string " + Excerpt.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          "the number " + Excerpt.line(parser.getText(), 40);
      case VALUE_NULL -> "null";
      default -> parser.getText();
    };
  }
}
