package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.schemas.ForeignSchemas;
import io.lexstream.schemas.UndecodableException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;

/**
 * Avro of any schema in the registry, in Confluent's wire format, read with the writer's schema.
 */
final class AvroFormat implements ForeignFormat {

  /** Without conversions: {@link AvroTree} reads logical types itself. */
  private static final GenericData MODEL = new GenericData();

  private final ForeignSchemas schemas;

  AvroFormat(ForeignSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    var frame =
        ConfluentFrame.of(value).orElseThrow(() -> new UndecodableException(notFramed(value)));
    if (schemas.typeOf(frame.schemaId()).equals("JSON")) {
      throw new UndecodableException(
          "schema id " + frame.schemaId() + " is a JSON Schema: set this topic's format to json");
    }
    return tree(frame, schemas.avro(frame.schemaId()));
  }

  private static JsonNode tree(ConfluentFrame frame, Schema schema) {
    byte[] body = frame.body();
    try {
      var decoder = DecoderFactory.get().binaryDecoder(body, null);
      // A new reader for each record: after a corrupt record, Avro's keeps a stale position.
      var read = new GenericDatumReader<>(schema, schema, MODEL).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UndecodableException("bytes follow the record of schema id " + frame.schemaId());
      }
      return AvroTree.of(schema, read);
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new UndecodableException(
          "not a record of schema id " + frame.schemaId() + ": " + e.getMessage(), e);
    }
  }

  private static String notFramed(byte[] value) {
    return "the value is "
        + BinaryFormat.of(value).orElse("not Avro in Confluent's wire format")
        + ": send Avro with a schema id in Confluent's wire format, or set this topic's format";
  }
}
