package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Parsed;
import io.lexstream.schemas.avro.Document;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The documents of one request. All are valid: a request with an invalid document is rejected as a
 * whole.
 *
 * @param documents documents with their ids
 * @param isLines whether the body was JSON lines, not one document
 */
record Submission(List<Document> documents, boolean isLines) {

  private static final int MAX_ERRORS = 100;

  /** Parses {@code body} as one document. */
  static Submission one(byte[] body, DocumentJson rules, Optional<String> idempotencyKey) {
    var parsed = rules.parse(body);
    if (parsed instanceof Parsed.Invalid invalid) {
      throw new ProblemException(
          isTooLarge(invalid)
              ? Problem.tooLarge(invalid.message())
              : Problem.invalidDocument(invalid.message(), List.of(error(1, invalid))));
    }
    return new Submission(
        List.of(withId(((Parsed.Valid) parsed).document(), idempotencyKey, 1)), false);
  }

  /** Parses each line of {@code body} as a document. Blank lines are ignored. */
  static Submission lines(byte[] body, DocumentJson rules, Optional<String> idempotencyKey) {
    var documents = new ArrayList<Document>();
    var errors = new ArrayList<Map<String, Object>>();
    int number = 0;
    int invalid = 0;
    int tooLarge = 0;
    for (int start = 0; start < body.length; ) {
      int end = endOfLine(body, start);
      boolean isBlank = isBlank(body, start, end);
      byte[] line = Arrays.copyOfRange(body, start, end);
      start = end + 1;
      number++;
      if (isBlank) {
        continue;
      }
      var parsed = rules.parse(line);
      if (parsed instanceof Parsed.Valid valid) {
        documents.add(withId(valid.document(), idempotencyKey, number));
      } else if (parsed instanceof Parsed.Invalid error) {
        invalid++;
        tooLarge += isTooLarge(error) ? 1 : 0;
        if (errors.size() < MAX_ERRORS) {
          errors.add(error(number, error));
        }
      }
    }
    if (invalid > 0) {
      var detail = rejection(invalid, documents.size() + invalid);
      throw new ProblemException(
          tooLarge == invalid
              ? Problem.tooLarge(detail, errors)
              : Problem.invalidDocument(detail, errors));
    }
    if (documents.isEmpty()) {
      throw new ProblemException(
          Problem.invalidDocument(
              "the body has no documents: send one JSON object per line", null));
    }
    return new Submission(documents, true);
  }

  /** The number of lines of {@code body} that are not blank. Does not parse them. */
  static int countLines(byte[] body) {
    int count = 0;
    for (int start = 0; start < body.length; ) {
      int end = endOfLine(body, start);
      count += isBlank(body, start, end) ? 0 : 1;
      start = end + 1;
    }
    return count;
  }

  /** The documents in the JSON form that producers send. */
  List<byte[]> inputs() {
    return documents.stream().map(JsonForms::input).toList();
  }

  private static String rejection(int invalid, int lines) {
    var detail =
        "request rejected: %d of %d lines %s invalid; no document was accepted"
            .formatted(invalid, lines, invalid == 1 ? "is" : "are");
    return invalid <= MAX_ERRORS
        ? detail
        : detail + "; errors has the first " + MAX_ERRORS + " of them";
  }

  private static boolean isTooLarge(Parsed.Invalid invalid) {
    return invalid.reason().equals(DeadLetterReason.TOO_LARGE);
  }

  private static Map<String, Object> error(int line, Parsed.Invalid invalid) {
    var error = new LinkedHashMap<String, Object>();
    error.put("line", line);
    error.put("field", invalid.field());
    error.put("message", invalid.message());
    return error;
  }

  private static Document withId(Document document, Optional<String> idempotencyKey, int line) {
    if (!document.getId().isEmpty()) {
      return document;
    }
    // A repeated request gets the same ids, at every instance.
    var id =
        idempotencyKey
            .map(key -> hash(key + "/" + line))
            .orElseGet(() -> UUID.randomUUID().toString());
    return Document.newBuilder(document).setId(id).build();
  }

  static String hash(String text) {
    return hash(text.getBytes(UTF_8));
  }

  static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  private static int endOfLine(byte[] body, int start) {
    int end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isBlank(byte[] body, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
