package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.kafka.common.header.Headers;

/** Any JSON. */
final class JsonFormat implements ForeignFormat {

  static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  // The value is in memory already: its size is the only limit a string needs.
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(500)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    return parse(value);
  }

  static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw Rejections.invalid(
          "the value is not JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse("")
              + at(e)
              + "; send JSON, or set this topic's format");
    } catch (IOException e) {
      throw Rejections.invalid("the value is not JSON in UTF-8: " + e.getMessage());
    }
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
  }
}
