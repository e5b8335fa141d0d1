package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Header with the line number of a record. The job copies headers, so results can be ordered. */
final class SequenceHeader {

  static final String NAME = "lexstream-sequence";

  private SequenceHeader() {}

  static Header of(long sequence) {
    return new RecordHeader(NAME, Long.toString(sequence).getBytes(UTF_8));
  }

  static long in(Headers headers) {
    var header = headers.lastHeader(NAME);
    if (header == null) {
      throw new IllegalStateException("a result has no header " + NAME);
    }
    return Long.parseLong(new String(header.value(), UTF_8));
  }
}
