package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class DeadLetterJsonTest {

  private static final Outcome.Dead DEAD =
      new Outcome.Dead("", "intake", "invalid-document", "text", "text is missing");

  @Test
  void writesTheLineAsText() throws Exception {
    // Given
    var bytes = "{\"txt\": \"na\u00EFve \uD83D\uDE80\"}".getBytes(UTF_8);

    // When
    var json = written(new Line(7, 300, bytes, bytes.length), DEAD);

    // Then
    assertThat(json.get("line").asLong()).isEqualTo(7);
    assertThat(json.get("byteOffset").asLong()).isEqualTo(300);
    assertThat(json.get("reason").asText()).isEqualTo("invalid-document");
    assertThat(json.get("field").asText()).isEqualTo("text");
    assertThat(json.get("original").asText().getBytes(UTF_8)).isEqualTo(bytes);
    assertThat(json.has("entry")).isFalse();
  }

  @Test
  void writesInvalidUtf8AsBase64() throws Exception {
    // Given
    byte[] bytes = {'{', (byte) 0xFF, (byte) 0xC0, '}'};

    // When
    var json = written(new Line(1, 0, bytes, bytes.length), DEAD);

    // Then
    assertThat(json.get("originalBase64").binaryValue()).isEqualTo(bytes);
    assertThat(json.has("original")).isFalse();
  }

  @Test
  void givesTheLengthOfATruncatedLine() throws Exception {
    // When
    var json = written(new Line(1, 0, "beginning".getBytes(UTF_8), 5_000_000), DEAD);

    // Then
    assertThat(json.get("originalBytes").asLong()).isEqualTo(5_000_000);
    assertThat(json.get("originalTruncated").asBoolean()).isTrue();
    assertThat(json.get("original").asText()).isEqualTo("beginning");
  }

  private static JsonNode written(Line line, Outcome.Dead dead) throws Exception {
    return new ObjectMapper().readTree(new DeadLetterJson().write(line, dead));
  }
}
