package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents 1.0 and 0.3 in both modes of the Kafka protocol binding, as the tree of the
 * structured mode: the event's attributes, and its content under {@code data}. Content that is text
 * becomes {@code /data/text}, so that one path reads both modes.
 */
final class CloudEventsFormat implements ForeignFormat {

  private static final String ATTRIBUTE = "ce_";
  private static final String STRUCTURED = "application/cloudevents";
  private static final Set<String> VERSIONS = Set.of("1.0", "0.3");

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    var type = ContentType.of(header(headers, "content-type"));
    if (headers.lastHeader(ATTRIBUTE + "specversion") != null) {
      return binary(headers, type, value);
    }
    if (type.mediaType().isEmpty() || type.mediaType().equals(STRUCTURED + "+json")) {
      return structured(JsonFormat.parse(type.decode("value", value)));
    }
    if (type.mediaType().startsWith(STRUCTURED)) {
      throw Rejections.invalid(
          "content-type: event format "
              + type.mediaType()
              + " is not supported: send "
              + STRUCTURED
              + "+json, one event in each record");
    }
    throw Rejections.invalid(
        "the record is not a CloudEvent: it has neither a header ce_specversion nor the content"
            + " type "
            + STRUCTURED
            + "+json");
  }

  private static JsonNode structured(JsonNode event) {
    if (!(event instanceof ObjectNode object) || !event.hasNonNull("specversion")) {
      throw Rejections.invalid(
          "specversion: the record is not a CloudEvent: send an object with specversion, id, source"
              + " and type");
    }
    requireVersion(event.get("specversion"));
    var type = ContentType.of(event.path("datacontenttype").asText(""));
    var data = event.path("data");
    if (event.hasNonNull("data_base64")) {
      object.set("data", data(type, base64("data_base64", event.get("data_base64"))));
    } else if (isEncoded(event)) {
      object.set("data", data(type, base64("data", data)));
    } else if (data.isTextual()) {
      object.set("data", text(data.asText()));
    }
    return object;
  }

  /** The attribute of version 0.3 for data in base64. */
  private static boolean isEncoded(JsonNode event) {
    var encoding = event.path("datacontentencoding");
    if (encoding.isMissingNode() || encoding.isNull()) {
      return false;
    }
    if (!encoding.asText().equalsIgnoreCase("base64")) {
      throw Rejections.invalid(
          "datacontentencoding: '" + encoding.asText() + "' is not supported: send base64");
    }
    return true;
  }

  private static JsonNode binary(Headers headers, ContentType type, byte[] value) {
    var event = JsonNodeFactory.instance.objectNode();
    for (Header header : headers) {
      if (header.key().startsWith(ATTRIBUTE) && header.value() != null) {
        event.put(
            header.key().substring(ATTRIBUTE.length()),
            TextEncoding.utf8(header.key(), header.value()));
      }
    }
    requireVersion(event.path("specversion"));
    return event.set("data", data(type, value));
  }

  private static void requireVersion(JsonNode version) {
    if (!version.isTextual() || !VERSIONS.contains(version.asText())) {
      throw Rejections.invalid(
          "specversion: CloudEvents version "
              + (version.isTextual() ? "'" + version.asText() + "'" : version)
              + " is not supported: send 1.0 or 0.3");
    }
  }

  private static JsonNode data(ContentType type, byte[] data) {
    if (type.isText()) {
      return text(type.decode("data", data));
    }
    if (!type.isJson()) {
      throw Rejections.invalid(
          "datacontenttype: "
              + type.mediaType()
              + " is not supported: send JSON or text, or name the right content type");
    }
    var parsed = JsonFormat.parse(type.decode("data", JsonFormat.json(data)));
    return parsed.isTextual() ? text(parsed.asText()) : parsed;
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  private static byte[] base64(String field, JsonNode data) {
    try {
      return Base64.getDecoder().decode(data.asText());
    } catch (IllegalArgumentException e) {
      throw Rejections.invalid(field + ": is not base64: " + e.getMessage());
    }
  }

  private static String header(Headers headers, String name) {
    String found = "";
    for (Header header : headers) {
      if (header.key().equalsIgnoreCase(name) && header.value() != null) {
        found = TextEncoding.utf8(name, header.value());
      }
    }
    return found;
  }
}
