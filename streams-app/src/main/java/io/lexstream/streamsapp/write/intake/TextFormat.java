package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.kafka.common.header.Headers;

/** Plain text in UTF-8, as the field {@code text} of a tree that has no other. */
final class TextFormat implements ForeignFormat {

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    return JsonNodeFactory.instance.objectNode().put("text", decode("text", value));
  }

  static String decode(String field, byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Rejections.invalid(field + ": the value is not UTF-8: send text encoded as UTF-8");
    }
  }
}
