package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A problem as RFC 9457 has it.
 *
 * @param type names the kind of problem, for programs
 * @param title the kind, for people
 * @param detail what happened and what to do
 * @param errors by line or field, where there are several; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type, String title, int status, String detail, List<Map<String, Object>> errors) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String kind, String title, String detail) {
    return new Problem("urn:lexstream:problem:" + kind, title, status, detail, null);
  }

  static Problem invalidDocument(String detail, List<Map<String, Object>> errors) {
    return new Problem(
        "urn:lexstream:problem:invalid-document", "Not a document", 400, detail, errors);
  }

  static Problem badRequest(String detail) {
    return of(400, "bad-request", "Bad request", detail);
  }

  static Problem unauthorized() {
    return of(
        401,
        "unauthorized",
        "Token missing or wrong",
        "send the header 'Authorization: Bearer TOKEN' with the token of http.token");
  }

  static Problem forbidden(String detail) {
    return of(403, "forbidden", "Not from here", detail);
  }

  static Problem notFound(String detail) {
    return of(404, "not-found", "Not found", detail);
  }

  static Problem gone(String id) {
    return of(410, "erased", "Erased", "document " + id + " was erased");
  }

  static Problem alreadyReplayed(String detail) {
    return of(409, "already-replayed", "Already replayed", detail);
  }

  static Problem notReplayable(String detail) {
    return of(422, "not-replayable", "Cannot be replayed", detail);
  }

  static Problem tooLarge(String detail) {
    return of(413, "too-large", "Too large", detail);
  }

  static Problem unsupportedMediaType(String detail) {
    return of(415, "unsupported-media-type", "Unsupported media type", detail);
  }

  static Problem keyReused() {
    return of(
        422,
        "idempotency-key-reused",
        "Idempotency key reused",
        "this Idempotency-Key came with another body before: take a new key for a new request");
  }

  static Problem tooManyRequests(String detail) {
    return of(429, "too-many-requests", "Too many requests", detail);
  }

  static Problem unavailable(String detail) {
    return of(503, "unavailable", "Not available right now", detail);
  }

  static Problem internal() {
    return of(500, "internal", "Internal error", "the server's log tells more");
  }
}
