package io.lexstream.streamsapp.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The body of a request, read by {@link BodyHandler}.
 *
 * @param bytes as sent
 * @param encoding Content-Encoding; null if there is none
 * @param reservation memory of the request
 */
record RequestBody(
    byte[] bytes, String encoding, BodyLimits limits, InFlightBytes.Reservation reservation) {

  static final String ATTRIBUTE = "io.lexstream.request-body";

  private static final int BUFFER = 64 * 1024;

  /** The body of a request; empty if it has none. */
  static RequestBody of(Context ctx) {
    return ctx.req().getAttribute(ATTRIBUTE) instanceof RequestBody body ? body : EMPTY;
  }

  private static final RequestBody EMPTY =
      new RequestBody(
          new byte[0], null, BodyLimits.of(0), new InFlightBytes(Long.MAX_VALUE).open());

  /**
   * The decoded body.
   *
   * @throws ProblemException if the decoded body is too large or not valid gzip
   */
  byte[] decoded() {
    if (encoding == null || !encoding.toLowerCase(Locale.ROOT).contains("gzip")) {
      return bytes;
    }
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), BUFFER)) {
      var decoded = new ByteArrayOutputStream();
      byte[] part = new byte[BUFFER];
      for (int read = gzip.read(part); read >= 0; read = gzip.read(part)) {
        if (decoded.size() + read > limits.maxBytes()) {
          throw limits.tooLarge();
        }
        reservation.add(read);
        decoded.write(part, 0, read);
      }
      return decoded.toByteArray();
    } catch (ZipException | EOFException e) {
      throw new ProblemException(
          Problem.badRequest("the body is not valid gzip: " + e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }
}
