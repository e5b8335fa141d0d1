package io.lexstream.schemas;

/** Confluent's wire format: a zero byte, the schema's id in four bytes, the Avro body. */
final class WireFormat {

  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}
}
