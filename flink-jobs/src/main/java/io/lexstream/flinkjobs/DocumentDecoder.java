package io.lexstream.flinkjobs;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.UndecodableException;
import io.lexstream.schemas.WellFormedText;
import io.lexstream.schemas.avro.Document;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Decodes a record into a document, or into the reason why it is not one. Thread safe if the
 * deserializer is.
 *
 * <p>Intake has checked most documents, but any producer may write to the topic.
 */
final class DocumentDecoder {

  private final Deserializer<Document> deserializer;
  private final int maxTextBytes;

  /**
   * @param maxTextBytes longest text, in bytes of UTF-8
   */
  DocumentDecoder(Deserializer<Document> deserializer, int maxTextBytes) {
    this.deserializer = deserializer;
    this.maxTextBytes = maxTextBytes;
  }

  /**
   * Decodes and checks a record.
   *
   * @throws io.lexstream.schemas.RegistryUnavailableException if the registry does not answer; the
   *     record may be valid
   */
  Decoded decode(RawRecord raw) {
    if (raw.value() == null) {
      return rejected(DeadLetterReason.UNDECODABLE, "record has no value: write an Avro document");
    }
    Document document;
    try {
      document = deserializer.deserialize(raw.topic(), raw.value());
    } catch (UndecodableException e) {
      return new Decoded.Rejected(Outcome.Dead.because(DeadLetterReason.UNDECODABLE, e));
    }
    if (document.getText().isBlank()) {
      return rejected(
          DeadLetterReason.INVALID_DOCUMENT, "text is blank: send a text with visible characters");
    }
    long textBytes = WellFormedText.utf8Length(document.getText());
    if (textBytes > maxTextBytes) {
      return rejected(
          DeadLetterReason.TOO_LARGE,
          "text has %d bytes of UTF-8, the limit is %d: shorten or split it"
              .formatted(textBytes, maxTextBytes));
    }
    return new Decoded.Valid(withId(document, raw));
  }

  private static Decoded rejected(String reason, String message) {
    return new Decoded.Rejected(Outcome.Dead.because(reason, message));
  }

  private static Document withId(Document document, RawRecord raw) {
    return document.getId().isEmpty()
        ? Document.newBuilder(document).setId(raw.entry().toString()).build()
        : document;
  }
}
