package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A problem document (RFC 9457).
 *
 * @param type URN of the kind of problem, for programs
 * @param title name of the kind, for people
 * @param detail what failed and what to do
 * @param errors errors by line and field; null if there are none
 * @param verdict the existing verdict in a conflict of verdicts, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    List<Map<String, Object>> errors,
    JsonNode verdict) {

  private Problem(
      String type, String title, int status, String detail, List<Map<String, Object>> errors) {
    this(type, title, status, detail, errors, null);
  }

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String kind, String title, String detail) {
    return new Problem("urn:lexstream:problem:" + kind, title, status, detail, null);
  }

  /** The problem for an HTTP status that the server itself responds with. */
  static Problem ofStatus(int status, String detail) {
    return switch (status) {
      case 400 -> badRequest(detail);
      case 404 -> notFound(detail);
      case 405 -> of(405, "method-not-allowed", "Method not allowed", detail);
      case 408 -> of(408, "request-timeout", "Request timeout", detail);
      case 413 -> tooLarge(detail);
      case 414 -> of(414, "uri-too-long", "URI too long", detail);
      case 415 -> unsupportedMediaType(detail);
      case 429 -> tooManyRequests(detail);
      case 431 -> of(431, "headers-too-large", "Request header fields too large", detail);
      case 500 -> internal();
      case 503 -> unavailable(detail);
      default -> of(status, "http-" + status, HttpStatus.getMessage(status), detail);
    };
  }

  static Problem invalidDocument(String detail, List<Map<String, Object>> errors) {
    return new Problem(
        "urn:lexstream:problem:invalid-document", "Invalid document", 400, detail, errors);
  }

  static Problem badRequest(String detail) {
    return of(400, "bad-request", "Bad request", detail);
  }

  static Problem unauthorized() {
    return of(
        401,
        "unauthorized",
        "Token missing or wrong",
        "send the header 'Authorization: Bearer TOKEN' with the value of http.token");
  }

  static Problem forbidden(String detail) {
    return of(403, "forbidden", "Forbidden", detail);
  }

  static Problem notFound(String detail) {
    return of(404, "not-found", "Not found", detail);
  }

  static Problem gone(String id) {
    return of(410, "erased", "Erased", "document " + id + " was erased");
  }

  static Problem verdictExists(String id, JsonNode verdict) {
    return new Problem(
        "urn:lexstream:problem:verdict-exists",
        "Verdict exists",
        409,
        "document "
            + id
            + " already has the verdict "
            + verdict.path("verdict").asText()
            + ": send \"overrule\": true to replace it",
        null,
        verdict);
  }

  static Problem alreadyReplayed(String detail) {
    return of(409, "already-replayed", "Already replayed", detail);
  }

  static Problem notReplayable(String detail) {
    return of(422, "not-replayable", "Not replayable", detail);
  }

  static Problem tooLarge(String detail) {
    return of(413, "too-large", "Too large", detail);
  }

  static Problem tooLarge(String detail, List<Map<String, Object>> errors) {
    return new Problem("urn:lexstream:problem:too-large", "Too large", 413, detail, errors);
  }

  static Problem unsupportedMediaType(String detail) {
    return of(415, "unsupported-media-type", "Unsupported media type", detail);
  }

  static Problem keyReused() {
    return of(
        422,
        "idempotency-key-reused",
        "Idempotency key reused",
        "this Idempotency-Key was used with another body: use a new key for a new request");
  }

  static Problem tooManyRequests(String detail) {
    return of(429, "too-many-requests", "Too many requests", detail);
  }

  static Problem unavailable(String detail) {
    return of(503, "unavailable", "Temporarily unavailable", detail);
  }

  static Problem internal() {
    return of(500, "internal", "Internal error", "the server failed: its log has the cause");
  }
}
