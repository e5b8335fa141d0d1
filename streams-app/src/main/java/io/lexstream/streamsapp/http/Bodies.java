package io.lexstream.streamsapp.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Bodies of requests, as far as they are not too large. */
final class Bodies {

  /**
   * How much of a body that is too large is still read. A caller that is cut off while it sends may
   * never see the answer.
   */
  private static final long DRAINED = 64L << 20;

  private final int maxBytes;

  Bodies(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * The whole body; a {@link ProblemException} when it is larger than allowed, announced or not.
   */
  byte[] read(Context request) {
    try {
      var stream = request.bodyInputStream();
      byte[] body = request.contentLength() > maxBytes ? null : stream.readNBytes(maxBytes + 1);
      if (body == null || body.length > maxBytes) {
        drain(stream);
        throw tooLarge();
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("the caller went away while sending", e);
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
            "the body is larger than " + maxBytes + " bytes: send fewer documents at a time"));
  }
}
