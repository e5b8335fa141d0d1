package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Parsed;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.topology.RejectedRecordException;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/**
 * Reads documents from the records of one topic. Records of other formats are mapped to the JSON
 * form of documents first, so that the rules of {@link DocumentJson} hold for all. Thread-safe.
 */
final class DocumentReader {

  private final SourceTopic source;
  private final ForeignFormat format;
  private final RecordKey keys;
  private final DocumentJson rules;

  DocumentReader(SourceTopic source, ForeignFormat format, RecordKey keys, DocumentJson rules) {
    this.source = source;
    this.format = format;
    this.keys = keys;
    this.rules = rules;
  }

  /**
   * The document in a record. Its id is empty if the record has none.
   *
   * @param key null if the record has none
   * @param value null if the record has none
   * @param recorded the record's timestamp, which replaces an impossible event time
   * @throws RejectedRecordException if the record is not a valid document
   */
  Document read(byte[] key, byte[] value, Headers headers, Instant recorded) {
    if (value == null) {
      throw Rejections.invalid("the record has no value: send the document as the value");
    }
    return source.fields().isEmpty()
        ? document(value, recorded)
        : mapped(source.fields().get(), key, value, headers, recorded);
  }

  private Document document(byte[] value, Instant recorded) {
    byte[] json = JsonFormat.json(value);
    var parsed = rules.parse(json, recorded);
    if (parsed instanceof Parsed.Valid valid) {
      return valid.document();
    }
    var invalid = (Parsed.Invalid) parsed;
    throw rejected(invalid, format.description(value, invalid.message()), ReportedId.in(json));
  }

  private Document mapped(
      FieldPaths fields, byte[] key, byte[] value, Headers headers, Instant recorded) {
    var found = fields.map(new ForeignRecord(() -> keys.read(key), format.read(headers, value)));
    if (!found.has("source")) {
      found.put("source", source.name());
    }
    byte[] json = write(found);
    var parsed = rules.parse(json, recorded);
    if (parsed instanceof Parsed.Valid valid) {
      return valid.document();
    }
    var invalid = (Parsed.Invalid) parsed;
    throw rejected(
        invalid, invalid.message() + fields.origin(invalid.field()), ReportedId.in(json));
  }

  private static RejectedRecordException rejected(
      Parsed.Invalid invalid, String message, String id) {
    return new RejectedRecordException(invalid.reason(), message, id);
  }

  private static byte[] write(ObjectNode document) {
    try {
      return JsonTree.JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
