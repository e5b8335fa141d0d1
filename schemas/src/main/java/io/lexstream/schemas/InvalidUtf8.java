package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Locale;

/** Finds the first byte of a line that is not UTF-8, and its field. */
final class InvalidUtf8 {

  private InvalidUtf8() {}

  static Parsed.Invalid in(byte[] line) {
    int offset = firstMalformed(line);
    var field = fieldAt(line, offset);
    return DocumentJson.invalid(
        field,
        (field.isEmpty() ? "" : Excerpt.line(field, 60) + ": ")
            + String.format(
                Locale.ROOT,
                "byte %d (0x%02X) is not UTF-8: send the line encoded as UTF-8",
                offset,
                Byte.toUnsignedInt(line[offset])));
  }

  private static int firstMalformed(byte[] line) {
    var bytes = ByteBuffer.wrap(line);
    var decoder = UTF_8.newDecoder(); // stops before the first malformed byte
    var chars = CharBuffer.allocate(8 * 1024);
    while (decoder.decode(bytes, chars, true).isOverflow()) {
      chars.clear();
    }
    return bytes.position();
  }

  /**
   * The field whose value contains the byte at {@code offset}. The line is parsed as Latin-1, where
   * each byte is one character, so that the parser's position is an offset in bytes.
   */
  private static String fieldAt(byte[] line, int offset) {
    var field = "";
    int depth = 0;
    int start = DocumentJson.start(line);
    try (var parser =
        DocumentJson.parser(new String(line, start, line.length - start, ISO_8859_1))) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.FIELD_NAME && depth == 1) {
          field = parser.currentName();
        }
        parser.finishToken();
        if (start + parser.currentLocation().getCharOffset() > offset) {
          return field;
        }
      }
    } catch (JsonProcessingException e) {
      return field; // The rest is not JSON either, so the byte is in the last field that was read.
    } catch (IOException e) {
      throw new UncheckedIOException("reading a string cannot fail", e);
    }
    return "";
  }
}
