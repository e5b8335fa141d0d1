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
 * The documents of one request, all of them valid: a request with one that is not is refused as a
 * whole, so that nobody has to find out which part of it was taken.
 *
 * @param documents each with an id
 */
record Submission(List<Document> documents) {

  private static final int MOST_ERRORS = 100;

  /** The one document in {@code body}. */
  static Submission one(byte[] body, DocumentJson rules, Optional<String> idempotencyKey) {
    var parsed = rules.parse(body);
    if (parsed instanceof Parsed.Invalid invalid) {
      throw refused(invalid.message(), List.of(invalid), null);
    }
    return new Submission(List.of(withId(((Parsed.Valid) parsed).document(), idempotencyKey, 1)));
  }

  /** The documents in the lines of {@code body}; lines without text between them are left out. */
  static Submission lines(byte[] body, DocumentJson rules, Optional<String> idempotencyKey) {
    var documents = new ArrayList<Document>();
    var invalid = new ArrayList<Parsed.Invalid>();
    var errors = new ArrayList<Map<String, Object>>();
    int number = 0;
    for (int start = 0; start < body.length; ) {
      int end = endOfLine(body, start);
      byte[] line = Arrays.copyOfRange(body, start, end);
      start = end + 1;
      number++;
      if (isBlank(line)) {
        continue;
      }
      var parsed = rules.parse(line);
      if (parsed instanceof Parsed.Valid valid) {
        documents.add(withId(valid.document(), idempotencyKey, number));
      } else if (errors.size() < MOST_ERRORS) {
        invalid.add((Parsed.Invalid) parsed);
        errors.add(error(number, (Parsed.Invalid) parsed));
      }
    }
    if (!invalid.isEmpty()) {
      throw refused(
          "nothing was taken: " + invalid.size() + " lines are no documents", invalid, errors);
    }
    if (documents.isEmpty()) {
      throw new ProblemException(
          Problem.invalidDocument("the body is empty: send one JSON object per line", null));
    }
    return new Submission(documents);
  }

  private static ProblemException refused(
      String detail, List<Parsed.Invalid> invalid, List<Map<String, Object>> errors) {
    boolean tooLarge =
        invalid.stream().allMatch(one -> one.reason().equals(DeadLetterReason.TOO_LARGE));
    return new ProblemException(
        tooLarge
            ? new Problem("urn:lexstream:problem:too-large", "Too large", 413, detail, errors)
            : Problem.invalidDocument(
                detail, errors == null ? List.of(error(1, invalid.get(0))) : errors));
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
    // The same request gets the same ids, however often it is sent and whoever answers.
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
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static int endOfLine(byte[] body, int start) {
    int end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
