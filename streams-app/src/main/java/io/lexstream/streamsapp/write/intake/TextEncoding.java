package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes text strictly: invalid bytes are rejected, not replaced. Without a charset the text must
 * be UTF-8. A byte-order mark of UTF-8 is skipped; one of another encoding is rejected by name.
 */
final class TextEncoding {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final byte[] UTF_8_MARK = bytes(0xEF, 0xBB, 0xBF);

  /** Marks of encodings other than UTF-8. Longer ones first: UTF-32LE starts like UTF-16LE. */
  private static final Map<String, byte[]> MARKS = new LinkedHashMap<>();

  static {
    MARKS.put("UTF-32BE", bytes(0x00, 0x00, 0xFE, 0xFF));
    MARKS.put("UTF-32LE", bytes(0xFF, 0xFE, 0x00, 0x00));
    MARKS.put("UTF-16BE", bytes(0xFE, 0xFF));
    MARKS.put("UTF-16LE", bytes(0xFF, 0xFE));
    MARKS.put("GB18030", bytes(0x84, 0x31, 0x95, 0x33));
    MARKS.put("UTF-7", bytes(0x2B, 0x2F, 0x76));
  }

  private TextEncoding() {}

  /**
   * Decodes UTF-8.
   *
   * @param field begins the message if the text is rejected
   * @throws io.lexstream.streamsapp.topology.RejectedRecordException if it is not UTF-8
   */
  static String utf8(String field, byte[] text) {
    otherThanUtf8(text)
        .ifPresent(
            encoding -> {
              throw Rejections.invalid(
                  field + ": the value is encoded as " + encoding + ": send UTF-8");
            });
    int start = startsWith(text, UTF_8_MARK) ? UTF_8_MARK.length : 0;
    var bytes = ByteBuffer.wrap(text, start, text.length - start);
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw Rejections.invalid(field + ": " + notUtf8(text, start));
    }
  }

  /** Decodes {@code text} from the charset that the record names, for example in a content type. */
  static String named(String field, byte[] text, String charset) {
    var found = charset(field, charset);
    if (found.equals(UTF_8)) {
      return utf8(field, text);
    }
    try {
      var decoded = found.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      return !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK
          ? decoded.substring(1)
          : decoded;
    } catch (CharacterCodingException e) {
      throw Rejections.invalid(
          field
              + ": the value is not "
              + found.name()
              + ": send text in the charset that it names");
    }
  }

  private static Charset charset(String field, String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw Rejections.invalid(field + ": charset '" + name + "' is not supported: send UTF-8");
    }
  }

  private static String notUtf8(byte[] text, int start) {
    return BinaryFormat.of(text)
        .map(format -> "the value is " + format + ": send text encoded as UTF-8")
        .orElseGet(
            () -> {
              int offset = firstInvalid(text, start);
              return "byte %d (0x%02X) is not UTF-8: send text encoded as UTF-8"
                  .formatted(offset, Byte.toUnsignedInt(text[offset]));
            });
  }

  private static int firstInvalid(byte[] text, int start) {
    var bytes = ByteBuffer.wrap(text, start, text.length - start);
    var decoder = UTF_8.newDecoder(); // stops before the first invalid byte
    var chars = CharBuffer.allocate(8 * 1024);
    while (decoder.decode(bytes, chars, true).isOverflow()) {
      chars.clear();
    }
    return bytes.position();
  }

  /** The encoding of {@code text} if it is evidently another one than UTF-8. */
  static Optional<String> otherThanUtf8(byte[] text) {
    return MARKS.entrySet().stream()
        .filter(mark -> startsWith(text, mark.getValue()) && !isPlain(mark.getKey(), text))
        .map(mark -> mark.getKey() + " (byte-order mark)")
        .findFirst()
        .or(() -> unmarkedUtf16(text));
  }

  /** The mark of UTF-7 consists of ASCII characters: the fourth must belong to the mark, too. */
  private static boolean isPlain(String encoding, byte[] text) {
    return encoding.equals("UTF-7") && (text.length < 4 || "89+/".indexOf(text[3]) < 0);
  }

  /** UTF-16 without a mark: every other byte is zero, as in ASCII text. */
  private static Optional<String> unmarkedUtf16(byte[] text) {
    if (text.length < 4 || text.length % 2 != 0) {
      return Optional.empty();
    }
    boolean big = true;
    boolean little = true;
    for (int i = 0; i < Math.min(text.length, 64); i += 2) {
      big &= text[i] == 0 && text[i + 1] != 0;
      little &= text[i] != 0 && text[i + 1] == 0;
    }
    return big ? Optional.of("UTF-16BE") : little ? Optional.of("UTF-16LE") : Optional.empty();
  }

  static boolean startsWith(byte[] value, byte[] prefix) {
    if (value.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (value[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
