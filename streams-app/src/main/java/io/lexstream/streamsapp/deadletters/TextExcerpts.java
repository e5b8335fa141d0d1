package io.lexstream.streamsapp.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.UndecodableException;
import io.lexstream.schemas.avro.Document;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** Extracts readable text from the value of a dead letter. Not thread-safe. */
final class TextExcerpts {

  private static final int LONGEST = 240;

  private final Topics topics;
  private final RegistryDeserializer<Document> documents;
  private final CharsetDecoder utf8 =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  TextExcerpts(Topics topics, RegistryDeserializer<Document> documents) {
    this.topics = topics;
    this.documents = documents;
  }

  /** Empty if the value is not text. */
  Optional<String> of(DeadLetter letter) {
    byte[] value = letter.value();
    if (value == null || value.length == 0) {
      return Optional.empty();
    }
    return topics.name(Topic.DOCUMENTS).equals(letter.entry().topic())
        ? document(value)
        : text(value);
  }

  private Optional<String> document(byte[] value) {
    try {
      return Optional.of(shortened(documents.decode(value).getText()));
    } catch (UndecodableException | RegistryUnavailableException e) {
      return Optional.empty(); // this may be the reason of the dead letter
    }
  }

  /** The beginning of the value if it is UTF-8. An incomplete character at the cut is omitted. */
  private Optional<String> text(byte[] value) {
    var bytes = ByteBuffer.wrap(value, 0, Math.min(value.length, 4 * LONGEST));
    var chars = CharBuffer.allocate(4 * LONGEST);
    boolean isWhole = bytes.remaining() == value.length;
    var result = utf8.reset().decode(bytes, chars, isWhole);
    var text = chars.flip().toString();
    boolean isText =
        !result.isError() && text.chars().noneMatch(c -> Character.isISOControl(c) && c > '\r');
    return isText && !text.contains("\0") ? Optional.of(shortened(text)) : Optional.empty();
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
