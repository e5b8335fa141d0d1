package io.lexstream.streamsapp.http;

import com.github.benmanes.caffeine.cache.Ticker;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Reads the whole body of a request and then calls the next handler. No thread waits for a slow
 * client: a thread is used only while bytes are available.
 */
final class BodyHandler extends Handler.Wrapper {

  /** Request attribute: a {@link ProblemException} with which the request is rejected. */
  static final String REJECTION = "io.lexstream.rejection";

  /**
   * How many bytes of the body of a rejected request are read and discarded. A client whose
   * connection is closed while it sends may never see the response.
   */
  private static final long MAX_DISCARDED = 64L << 20;

  private static final Set<String> ENCODINGS = Set.of("gzip", "x-gzip", "identity");

  private final BodyLimits limits;
  private final InFlightBytes inFlight;
  private final Ticker clock;

  BodyHandler(BodyLimits limits, InFlightBytes inFlight, Ticker clock) {
    this.limits = limits;
    this.inFlight = inFlight;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var rejected = rejection(request);
    if (rejected.isPresent() && (!hasBody(request) || awaitsContinue(request))) {
      Problems.send(response, callback, rejected.get());
      return true;
    }
    if (!hasBody(request)) {
      return super.handle(request, response, callback);
    }
    new Loader(request, response, callback, rejected.orElse(null)).run();
    return true;
  }

  private Optional<ProblemException> rejection(Request request) {
    if (request.getAttribute(REJECTION) instanceof ProblemException rejected) {
      return Optional.of(rejected);
    }
    try {
      check(request);
      return Optional.empty();
    } catch (ProblemException rejected) {
      return Optional.of(rejected);
    }
  }

  /** Whether the client sends its body only after a 100 response. */
  private static boolean awaitsContinue(Request request) {
    return request.getHeaders().contains(HttpHeader.EXPECT);
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private void check(Request request) {
    var encodings = request.getHeaders().getCSV(HttpHeader.CONTENT_ENCODING, false);
    if (encodings.size() > 1
        || !encodings.stream().allMatch(one -> ENCODINGS.contains(one.toLowerCase(Locale.ROOT)))) {
      throw new ProblemException(
          Problem.unsupportedMediaType(
              "content encoding %s is not supported: send gzip, or no content encoding"
                  .formatted(String.join(", ", encodings))),
          Map.of("Accept-Encoding", "gzip"));
    }
    if (request.getLength() > limits.maxBytes()) {
      throw limits.tooLarge();
    }
    var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    var charset = type == null ? null : MimeTypes.getCharsetFromContentType(type);
    if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
      throw new ProblemException(
          Problem.unsupportedMediaType("charset " + charset + " is not supported: send UTF-8"));
    }
  }

  /** Reads one body. */
  private final class Loader implements Runnable {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final InFlightBytes.Reservation reservation = inFlight.open();
    private final long start = clock.read();
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private ProblemException rejected;
    private long received;

    Loader(Request request, Response response, Callback callback, ProblemException rejected) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      Request.addCompletionListener(request, failure -> reservation.close());
      this.rejected = rejected;
    }

    @Override
    public void run() {
      while (true) {
        var chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          end(failure(chunk.getFailure()));
          return;
        }
        boolean last = chunk.isLast();
        add(chunk);
        chunk.release();
        if (last) {
          complete();
          return;
        }
        if (isTooSlow()) {
          end(tooSlow());
          return;
        }
        if (rejected != null && received > MAX_DISCARDED) {
          end(rejected);
          return;
        }
      }
    }

    private void add(Content.Chunk chunk) {
      byte[] bytes = BufferUtil.toArray(chunk.getByteBuffer());
      received += bytes.length;
      if (rejected != null) {
        return;
      }
      if (received > limits.maxBytes()) {
        reject(limits.tooLarge());
        return;
      }
      try {
        reservation.add(bytes.length);
        body.writeBytes(bytes);
      } catch (ProblemException noMemory) {
        reject(noMemory);
      }
    }

    private void reject(ProblemException problem) {
      rejected = problem;
      body = null;
      reservation.close();
    }

    private boolean isTooSlow() {
      return limits.isTooSlow(received, Duration.ofNanos(clock.read() - start));
    }

    private void complete() {
      if (rejected != null) {
        Problems.send(response, callback, rejected);
        return;
      }
      request.setAttribute(
          RequestBody.ATTRIBUTE,
          new RequestBody(
              body.toByteArray(),
              request.getHeaders().get(HttpHeader.CONTENT_ENCODING),
              limits,
              reservation));
      body = null;
      try {
        if (!BodyHandler.super.handle(request, response, callback)) {
          Response.writeError(request, response, callback, 404);
        }
      } catch (Exception e) {
        Response.writeError(request, response, callback, e);
      }
    }

    /** Responds although the body is incomplete, and closes the connection. */
    private void end(ProblemException problem) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Problems.send(response, callback, problem);
    }

    private ProblemException failure(Throwable failure) {
      return failure instanceof TimeoutException
          ? tooSlow()
          : new ProblemException(Problem.badRequest("the body is malformed or incomplete"));
    }

    private ProblemException tooSlow() {
      return new ProblemException(
          Problem.ofStatus(
              408,
              ("the body arrived too slowly: send at least %d bytes per second, and the whole body"
                      + " within %d seconds")
                  .formatted(limits.minBytesPerSecond(), limits.maxDuration().toSeconds())));
    }
  }
}
