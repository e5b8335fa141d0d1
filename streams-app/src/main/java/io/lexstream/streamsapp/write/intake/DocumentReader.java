package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Parsed;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.topology.RejectedRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;

/**
 * Makes documents of one topic's records. Whatever they look like, the rules for documents are
 * those of {@link DocumentJson}: foreign records are mapped to its form first. Thread-safe.
 */
final class DocumentReader {

  private final SourceTopic source;
  private final ForeignFormat format;
  private final DocumentJson rules;

  DocumentReader(SourceTopic source, ForeignFormat format, DocumentJson rules) {
    this.source = source;
    this.format = format;
    this.rules = rules;
  }

  /**
   * The document in a record; its id is empty when the record names none.
   *
   * @param key null when the record has none
   * @param value likewise
   * @param recorded the record's time, which stands in for times that cannot be
   * @throws RejectedRecordException when there is no document in it
   */
  Document read(byte[] key, byte[] value, Headers headers, Instant recorded) {
    if (value == null) {
      throw Rejections.invalid("the record has no value: send the document as the value");
    }
    return source.fields().isEmpty()
        ? accepted(rules.parse(value, recorded), "", () -> NamedId.in(value))
        : mapped(source.fields().get(), key, value, headers, recorded);
  }

  private Document mapped(
      FieldPaths fields, byte[] key, byte[] value, Headers headers, Instant recorded) {
    var found = fields.map(new ForeignRecord(text(key), format.read(headers, value)));
    if (!found.has("source")) {
      found.put("source", source.name());
    }
    Supplier<String> id = () -> NamedId.in(found);
    try {
      var parsed = rules.parse(JsonFormat.JSON.writeValueAsBytes(found), recorded);
      String field = parsed instanceof Parsed.Invalid invalid ? invalid.field() : "";
      return accepted(parsed, fields.origin(field), id);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static Document accepted(Parsed parsed, String origin, Supplier<String> id) {
    if (parsed instanceof Parsed.Valid valid) {
      return valid.document();
    }
    var invalid = (Parsed.Invalid) parsed;
    throw new RejectedRecordException(invalid.reason(), invalid.message() + origin, id.get());
  }

  private static String text(byte[] key) {
    if (key == null) {
      return null;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null; // a key that is no text is just not there for paths
    }
  }
}
