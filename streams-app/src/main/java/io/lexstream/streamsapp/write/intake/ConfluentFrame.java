package io.lexstream.streamsapp.write.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A value in Confluent's wire format: a zero byte, the id of its schema in four bytes, and the
 * body.
 *
 * @param value the whole value
 */
@SuppressWarnings("ArrayRecordComponent") // carries bytes; is not compared
record ConfluentFrame(int schemaId, byte[] value) {

  private static final int HEADER_BYTES = 5;

  /** Empty if {@code value} does not have the format. */
  static Optional<ConfluentFrame> of(byte[] value) {
    return value.length > HEADER_BYTES && value[0] == 0
        ? Optional.of(new ConfluentFrame(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt(), value))
        : Optional.empty();
  }

  byte[] body() {
    return Arrays.copyOfRange(value, HEADER_BYTES, value.length);
  }
}
