package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lexstream.schemas.ForeignSchemas;
import io.lexstream.schemas.UndecodableException;
import io.lexstream.streamsapp.topology.RejectedRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Reads record keys for {@code $key}: a single value in Confluent's wire format (Avro or JSON
 * Schema), or UTF-8. Thread-safe.
 */
final class RecordKey {

  private final ForeignSchemas schemas;
  private final AvroFormat avro;
  private final JsonFormat json;

  RecordKey(ForeignSchemas schemas) {
    this.schemas = schemas;
    this.avro = new AvroFormat(schemas);
    this.json = new JsonFormat(schemas);
  }

  /** The key as a value; missing if there is no key, or it is neither a single value nor text. */
  JsonNode read(byte[] key) {
    if (key == null) {
      return MissingNode.getInstance();
    }
    var frame = ConfluentFrame.of(key);
    return frame.isPresent() ? framed(frame.get(), key) : text(key);
  }

  private JsonNode framed(ConfluentFrame frame, byte[] key) {
    try {
      var value =
          schemas.typeOf(frame.schemaId()).equals("JSON")
              ? json.read(null, key)
              : avro.read(null, key);
      return value.isValueNode() ? value : MissingNode.getInstance();
    } catch (UndecodableException | RejectedRecordException e) {
      return text(key); // not a frame, but a text that starts with a NUL character
    }
  }

  private static JsonNode text(byte[] key) {
    try {
      return new TextNode(UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
    } catch (CharacterCodingException e) {
      return MissingNode.getInstance();
    }
  }
}
