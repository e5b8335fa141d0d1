package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.kafka.common.header.Headers;

/** Plain text in UTF-8, as the field {@code text} of a tree without other fields. */
final class TextFormat implements ForeignFormat {

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    return JsonNodeFactory.instance.objectNode().put("text", TextEncoding.utf8("text", value));
  }
}
