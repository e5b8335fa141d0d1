package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * CloudEvents 1.0 in both modes of the Kafka protocol binding, as the tree of the structured mode:
 * the event's attributes, and its content under {@code data}. Content that is a text rather than an
 * object is found at {@code /data/text}, so that one path serves both.
 */
final class CloudEventsFormat implements ForeignFormat {

  private static final String ATTRIBUTE = "ce_";
  private static final String STRUCTURED = "application/cloudevents";

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    String contentType = header(headers, "content-type").toLowerCase(Locale.ROOT);
    if (headers.lastHeader(ATTRIBUTE + "specversion") != null) {
      return binary(headers, contentType, value);
    }
    if (contentType.isEmpty() || contentType.startsWith(STRUCTURED)) {
      return structured(JsonFormat.parse(value));
    }
    throw Rejections.invalid(
        "the record is no CloudEvent: it has neither a header ce_specversion nor the content type "
            + STRUCTURED
            + "+json");
  }

  private static JsonNode structured(JsonNode event) {
    if (!(event instanceof ObjectNode object) || !event.hasNonNull("specversion")) {
      throw Rejections.invalid(
          "specversion: the record is no CloudEvent: send an object with specversion, id, source"
              + " and type");
    }
    if (event.hasNonNull("data_base64")) {
      byte[] data = base64(event.get("data_base64").asText());
      String type = event.path("datacontenttype").asText("application/json");
      object.set("data", data(type.toLowerCase(Locale.ROOT), data));
    } else if (event.path("data").isTextual()) {
      object.set("data", text(event.get("data").asText()));
    }
    return object;
  }

  private static JsonNode binary(Headers headers, String contentType, byte[] value) {
    var event = JsonNodeFactory.instance.objectNode();
    for (Header header : headers) {
      if (header.key().startsWith(ATTRIBUTE) && header.value() != null) {
        event.put(header.key().substring(ATTRIBUTE.length()), new String(header.value(), UTF_8));
      }
    }
    return event.set("data", data(contentType, value));
  }

  private static JsonNode data(String contentType, byte[] data) {
    if (contentType.startsWith("text/")) {
      return text(TextFormat.decode("data", data));
    }
    var parsed = JsonFormat.parse(data);
    return parsed.isTextual() ? text(parsed.asText()) : parsed;
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }

  private static byte[] base64(String data) {
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      throw Rejections.invalid("data_base64: is not base64: " + e.getMessage());
    }
  }

  private static String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
