package io.lexstream.cli.enrich;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes a dead letter as one JSON line: position, reason, and the original line, so that a user
 * can correct it and run it again. Thread safe.
 */
final class DeadLetterJson {

  private final ObjectMapper json = new ObjectMapper();

  /** Returns one line of JSON in UTF-8 without a line break. */
  byte[] write(Line line, Outcome.Dead dead) {
    ObjectNode node = json.createObjectNode();
    node.put("line", line.number());
    node.put("byteOffset", line.offset());
    putUnlessEmpty(node, "entry", dead.entry());
    node.put("stage", dead.stage());
    node.put("reason", dead.reason());
    putUnlessEmpty(node, "field", dead.field());
    node.put("message", dead.message());
    if (!line.isWhole()) {
      node.put("originalBytes", line.length());
      node.put("originalTruncated", true);
    }
    putOriginal(node, line.bytes());
    try {
      return json.writeValueAsBytes(node);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void putUnlessEmpty(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }

  /** Text if the bytes are valid UTF-8, which is easier to correct; otherwise Base64. */
  private static void putOriginal(ObjectNode node, byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      node.put("original", text.toString());
    } catch (CharacterCodingException e) {
      node.put("originalBase64", Base64.getEncoder().encodeToString(bytes));
    }
  }
}
