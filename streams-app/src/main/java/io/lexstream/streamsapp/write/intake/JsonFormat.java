package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.schemas.ForeignSchemas;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.schemas.UndecodableException;
import io.lexstream.streamsapp.topology.RejectedRecordException;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** Any JSON, also behind the five bytes of Confluent's JSON Schema serializer. */
final class JsonFormat implements ForeignFormat {

  private final ForeignSchemas schemas;

  JsonFormat(ForeignSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    try {
      return parse(json(value));
    } catch (RejectedRecordException e) {
      throw Rejections.invalid(description(value, e.getMessage()));
    }
  }

  /** The JSON in {@code value}: the body of Confluent's wire format, else the whole value. */
  static byte[] json(byte[] value) {
    return frame(value).map(ConfluentFrame::body).orElse(value);
  }

  /** JSON in UTF-16 or UTF-32 may begin with a zero byte, too. */
  private static Optional<ConfluentFrame> frame(byte[] value) {
    return TextEncoding.otherThanUtf8(value).isPresent()
        ? Optional.empty()
        : ConfluentFrame.of(value);
  }

  @Override
  public String description(byte[] value, String fault) {
    return frame(value)
        .map(
            frame ->
                "the value is in Confluent's wire format, schema id "
                    + frame.schemaId()
                    + " ("
                    + type(frame.schemaId())
                    + "): send JSON or JSON Schema, or set this topic's format to avro for Avro")
        .or(
            () ->
                BinaryFormat.of(value)
                    .map(
                        format ->
                            "the value is " + format + ": send JSON, or set this topic's format"))
        .orElse(fault);
  }

  private String type(int schemaId) {
    try {
      return switch (schemas.typeOf(schemaId)) {
        case "AVRO" -> "Avro";
        case "PROTOBUF" -> "Protobuf";
        case "JSON" -> "JSON Schema, but the body is not JSON";
        default -> schemas.typeOf(schemaId);
      };
    } catch (UndecodableException e) {
      return "unknown to the registry";
    } catch (RegistryUnavailableException e) {
      return "of unknown type, the registry does not answer";
    }
  }

  /** Parses JSON in UTF-8. */
  static JsonNode parse(byte[] json) {
    return parse(TextEncoding.utf8("value", json));
  }

  static JsonNode parse(String json) {
    try {
      return JsonTree.parse(json);
    } catch (JsonProcessingException e) {
      throw Rejections.invalid(
          "the value is not JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + at(e)
              + "; send JSON, or set this topic's format");
    }
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
  }
}
