package io.lexstream.streamsapp.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.HeaderNames;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.WellFormedText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** What a dead letter tells of the document that was lost with it. */
public final class LostDocument {

  /**
   * Set on dead letters of records whose key is not a document's id, where the id could be read.
   */
  public static final String ID_HEADER = "lexstream-document-id";

  /**
   * Topics on which documents travel. Decisions and reviews are keyed by id as well, but to decide
   * anew on one that cannot be read would make another such, without end.
   */
  private static final Set<Topic> KEYED_BY_ID = Set.of(Topic.DOCUMENTS, Topic.ENRICHED);

  /** In bytes of UTF-8, as for all documents: what is longer is some other key. */
  private static final int LONGEST_ID = 1024;

  private final Topics topics;

  public LostDocument(Topics topics) {
    this.topics = topics;
  }

  /** The document's id, where one is known. */
  public Optional<String> idOf(Record<byte[], byte[]> letter) {
    return header(letter.headers(), ID_HEADER)
        .or(() -> isKeyedById(letter) ? text(letter.key()) : Optional.empty())
        .filter(LostDocument::isId);
  }

  /** Whether documents can be called {@code id}. */
  public static boolean isId(String id) {
    return !id.isBlank() && WellFormedText.utf8Length(id) <= LONGEST_ID;
  }

  /** Why it was lost. */
  public static String reasonOf(Record<byte[], byte[]> letter) {
    return header(letter.headers(), HeaderNames.ERROR_REASON).orElse("unknown");
  }

  private boolean isKeyedById(Record<byte[], byte[]> letter) {
    return header(letter.headers(), HeaderNames.ERROR_TOPIC)
        .flatMap(topics::named)
        .filter(KEYED_BY_ID::contains)
        .isPresent();
  }

  private static Optional<String> header(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null ? Optional.empty() : text(header.value());
  }

  private static Optional<String> text(byte[] bytes) {
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty(); // a key that is no text is no document's id
    }
  }
}
