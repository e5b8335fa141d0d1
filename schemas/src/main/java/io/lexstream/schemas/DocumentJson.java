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
 * "attributes"}}, of which only {@code text} is required. Thread-safe.
 *
 * <p>The bytes must be UTF-8; a byte-order mark is skipped. {@code text} must be a string that is
 * not blank. Unknown fields are ignored, and null counts as absent. If a field is repeated, the
 * last value is used, as in JavaScript and Python. Lone surrogates are replaced by U+FFFD.
 */
public final class DocumentJson {

  /** Largest text by default, in bytes of UTF-8. */
  public static final int LARGEST_TEXT = 512 * 1024;

  /** The limit for the length of texts. All processes that read documents use it. */
  public static final Setting<Long> MAX_TEXT_SIZE =
      Setting.size("documents.max-text-size", "Longest text of a document, in bytes of UTF-8.")
          .withDefault((long) LARGEST_TEXT);

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Clients choose the names. With a shared table of names, one client could fill the table
          // or cause hash collisions for all others.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          // The line is already in memory, so its size limits the strings.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNestingDepth(500)
                  .build())
          .build();

  private final int largestText;
  private final InstantSource clock;

  /** Reads with the default limit and the system's clock. */
  public DocumentJson() {
    this(LARGEST_TEXT, InstantSource.system());
  }

  /**
   * @param largestText longest text, in bytes of UTF-8
   * @param clock the current time; later event times are replaced
   */
  public DocumentJson(int largestText, InstantSource clock) {
    this.largestText = largestText;
    this.clock = clock;
  }

  /** Parses one document. Returns {@link Parsed.Invalid} for invalid bytes and never throws. */
  public Parsed parse(byte[] line) {
    return parse(line, clock.instant());
  }

  /** Parses one document; {@code now} is the current time, for example the broker's. */
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
      return invalid("", "text follows the JSON object: send one object per line");
    }
    return draft.finish();
  }

  /** The field of the document at the position of the parser; empty outside of a field. */
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

  /** The offset of the JSON: after the byte-order mark, if there is one. */
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
