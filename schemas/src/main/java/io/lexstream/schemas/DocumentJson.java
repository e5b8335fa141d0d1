package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.lexstream.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The JSON form of a document: {@code {"id", "text", "source", "author", "language", "eventTime",
 * "attributes"}}. Only {@code text} is required. Thread-safe.
 *
 * <p>The bytes must be UTF-8; a byte-order mark is skipped. {@code text} must be a string that is
 * not blank. Unknown fields are ignored, null counts as absent, and the last one of a repeated
 * field counts, as in JavaScript and Python. Lone surrogates are replaced by U+FFFD, except in ids,
 * which must not have any ({@link DocumentId}).
 */
public final class DocumentJson {

  /** The default limit of a text, in bytes of UTF-8. */
  public static final int LARGEST_TEXT = 512 * 1024;

  /** The limit of a text in every process that reads documents. */
  public static final Setting<Long> MAX_TEXT_SIZE =
      Setting.size("documents.max-text-size", "Longest text of a document, in bytes of UTF-8.")
          .withDefault((long) LARGEST_TEXT);

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Field names are untrusted: long or colliding names could fill a shared table.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          // The line is already in memory, so strings need no other limit.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(500)
                  .build())
          .build();

  private final int largestText;
  private final InstantSource clock;

  /** A reader with the default limit and the system's clock. */
  public DocumentJson() {
    this(LARGEST_TEXT, InstantSource.system());
  }

  /**
   * @param largestText the limit of a text, in bytes of UTF-8
   * @param clock the present, for event times in the future
   */
  public DocumentJson(int largestText, InstantSource clock) {
    this.largestText = largestText;
    this.clock = clock;
  }

  /** Reads one document; does not throw for any input. */
  public Parsed parse(byte[] line) {
    return parse(line, clock.instant());
  }

  /** Reads one document at the time {@code now}, for example the broker's time. */
  public Parsed parse(byte[] line, Instant now) {
    String json;
    try {
      json = decode(line);
    } catch (CharacterCodingException e) {
      return InvalidUtf8.in(line);
    }
    if (json.isBlank()) {
      return invalid("", "the line is empty: send a JSON object with a text");
    }
    return parse(json, now);
  }

  private Parsed parse(String json, Instant now) {
    try (var parser = JSON.createParser(json)) {
      try {
        return parse(parser, new DocumentDraft(largestText, now));
      } catch (JsonProcessingException e) {
        return broken(fieldAt(parser), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
  }

  private static Parsed parse(JsonParser parser, DocumentDraft draft) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return invalid(
          "", "expected a JSON object with a text, found " + DocumentDraft.found(parser));
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var field = parser.currentName();
      parser.nextToken();
      draft.read(field, parser);
    }
    if (parser.nextToken() != null) {
      return invalid("", "the line continues after the JSON object: send one object per line");
    }
    return draft.finish();
  }

  /** The document's field at the parser's position; empty if there is none. */
  private static String fieldAt(JsonParser parser) {
    var context = parser.getParsingContext();
    while (!context.inRoot() && !context.getParent().inRoot()) {
      context = context.getParent();
    }
    return context.getCurrentName() == null ? "" : context.getCurrentName();
  }

  static JsonParser parser(String json) throws IOException {
    return JSON.createParser(json);
  }

  private static String decode(byte[] line) throws CharacterCodingException {
    int start = start(line);
    return UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(line, start, line.length - start))
        .toString();
  }

  /** The offset of the JSON, after a byte-order mark. */
  static int start(byte[] line) {
    return line.length >= 3
            && line[0] == (byte) 0xEF
            && line[1] == (byte) 0xBB
            && line[2] == (byte) 0xBF
        ? 3
        : 0;
  }

  private static Parsed broken(String field, JsonProcessingException e) {
    var column = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
    return invalid(
        field,
        (field.isEmpty() ? "" : Excerpt.line(field, 60) + ": ")
            + "not JSON"
            + column
            + ": "
            + Excerpt.line(e.getOriginalMessage(), 160));
  }

  static Parsed.Invalid invalid(String field, String message) {
    return new Parsed.Invalid(DeadLetterReason.INVALID_DOCUMENT, Excerpt.line(field, 60), message);
  }
}
