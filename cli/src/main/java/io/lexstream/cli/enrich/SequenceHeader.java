package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The number of a record's line. The job passes headers through, so results can be put in order.
 */
final class SequenceHeader {

  static final String NAME = "lexstream-sequence";

  private SequenceHeader() {}

  static Header of(long sequence) {
    return new RecordHeader(NAME, Long.toString(sequence).getBytes(UTF_8));
  }

  static long in(Headers headers) {
    var header = headers.lastHeader(NAME);
    if (header == null) {
      throw new IllegalStateException("a result came back without its header " + NAME);
    }
    return Long.parseLong(new String(header.value(), UTF_8));
  }
}
