package io.lexstream.streamsapp.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DocumentId;
import io.lexstream.schemas.HeaderNames;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** The id and the failure of a document that became a dead letter. */
public final class DeadLetterDocument {

  /**
   * Header of dead letters whose record key is not the document's id. Absent if the id is unknown.
   */
  public static final String ID_HEADER = "lexstream-document-id";

  /**
   * Topics keyed by document id whose dead letters get a decision. Decisions and reviews are keyed
   * by id too, but a decision on an undecodable decision could become another dead letter,
   * endlessly.
   */
  private static final Set<Topic> KEYED_BY_ID = Set.of(Topic.DOCUMENTS, Topic.ENRICHED);

  private final Topics topics;

  public DeadLetterDocument(Topics topics) {
    this.topics = topics;
  }

  /** The document's id, if it is known. */
  public Optional<String> idOf(Record<byte[], byte[]> letter) {
    return header(letter.headers(), ID_HEADER)
        .or(() -> isKeyedById(letter) ? text(letter.key()) : Optional.empty())
        .filter(DocumentId::isValid);
  }

  /** The reason of the dead letter. */
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
      return Optional.empty(); // not UTF-8: not a document id
    }
  }
}
