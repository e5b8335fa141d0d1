package io.lexstream.streamsapp.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP connection on which a test writes any bytes. */
public final class RawHttp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  /**
   * A response.
   *
   * @param headers with names in lower case
   */
  public record Response(int status, Map<String, String> headers, String body) {}

  public static RawHttp open(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return new RawHttp(socket);
  }

  /** Sends one request on a connection of its own. */
  public static Response exchange(int port, String request) throws IOException {
    try (var connection = open(port)) {
      return connection.send(request).response();
    }
  }

  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(UTF_8));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Ends the request, as a client that disappears does; the response can still be read. */
  public RawHttp endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Reads one response with a Content-Length or an end of the connection. */
  public Response response() throws IOException {
    var in = socket.getInputStream();
    var status = line(in);
    var headers = new TreeMap<String, String>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    var length = headers.get("content-length");
    byte[] body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    return new Response(
        Integer.parseInt(status.split(" ", 3)[1]), headers, new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("connection closed after '" + line.toString(ISO_8859_1) + "'");
      }
      line.write(read);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
