package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Reads and writes headers with UTF-8 text, one header for each name. */
final class TextHeaders {

  private TextHeaders() {}

  static Optional<String> get(Headers headers, String name) {
    Header last = headers.lastHeader(name);
    return last == null || last.value() == null
        ? Optional.empty()
        : Optional.of(new String(last.value(), UTF_8));
  }

  static Headers set(Headers headers, String name, String value) {
    headers.remove(name);
    return headers.add(name, value.getBytes(UTF_8));
  }
}
