package io.lexstream.streamsapp.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads request bodies up to a size limit. */
final class BodyReader {

  /**
   * How many bytes of a body that is too large are read and discarded. A client whose connection is
   * closed while it sends may never see the response.
   */
  private static final long DRAINED = 64L << 20;

  private final int maxBytes;

  BodyReader(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Returns the whole body.
   *
   * @throws ProblemException if the body is larger than the limit, with or without Content-Length
   */
  byte[] read(Context ctx) {
    try {
      var stream = ctx.bodyInputStream();
      byte[] body = ctx.contentLength() > maxBytes ? null : stream.readNBytes(maxBytes + 1);
      if (body == null || body.length > maxBytes) {
        drain(stream);
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("the client closed the connection while sending", e);
    }
  }

  private static void drain(InputStream stream) throws IOException {
    byte[] rest = new byte[64 * 1024];
    long drained = 0;
    for (int read = 0; read >= 0 && drained < DRAINED; read = stream.read(rest)) {
      drained += read;
    }
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        Problem.tooLarge(
            "the body is larger than %d bytes: send fewer documents in one request"
                .formatted(maxBytes)));
  }
}
