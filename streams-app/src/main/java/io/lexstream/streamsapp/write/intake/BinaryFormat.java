package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names binary formats by their first bytes, for messages about values that cannot be read. */
final class BinaryFormat {

  private static final int UUID_BYTES = 16;

  private static final Map<String, byte[]> BY_PREFIX = new LinkedHashMap<>();

  static {
    BY_PREFIX.put("an Avro object container file", "Obj\u0001".getBytes(US_ASCII));
    BY_PREFIX.put("Avro in single-object encoding", TextEncoding.bytes(0xC3, 0x01));
    BY_PREFIX.put("compressed with gzip", TextEncoding.bytes(0x1F, 0x8B));
    BY_PREFIX.put("compressed with zstd", TextEncoding.bytes(0x28, 0xB5, 0x2F, 0xFD));
    BY_PREFIX.put("compressed with lz4", TextEncoding.bytes(0x04, 0x22, 0x4D, 0x18));
    BY_PREFIX.put("compressed with snappy", "\u00FFsNaPpY".getBytes(ISO_8859_1));
    BY_PREFIX.put("compressed with bzip2", "BZh".getBytes(US_ASCII));
    BY_PREFIX.put("compressed with xz", TextEncoding.bytes(0xFD, 0x37, 0x7A, 0x58, 0x5A));
    BY_PREFIX.put("a zip file", TextEncoding.bytes(0x50, 0x4B, 0x03, 0x04));
    BY_PREFIX.put("a serialized Java object", TextEncoding.bytes(0xAC, 0xED, 0x00, 0x05));
    BY_PREFIX.put("CBOR", TextEncoding.bytes(0xD9, 0xD9, 0xF7));
    BY_PREFIX.put("Smile (binary JSON)", ":)\n".getBytes(US_ASCII));
    BY_PREFIX.put("Parquet", "PAR1".getBytes(US_ASCII));
    BY_PREFIX.put("a PDF file", "%PDF".getBytes(US_ASCII));
  }

  private BinaryFormat() {}

  /** The format of {@code value}; empty if it is unknown. */
  static Optional<String> of(byte[] value) {
    return BY_PREFIX.entrySet().stream()
        .filter(format -> TextEncoding.startsWith(value, format.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .or(() -> registryFormat(value));
  }

  private static Optional<String> registryFormat(byte[] value) {
    if (value.length > 2 + UUID_BYTES && value[0] == 3 && (value[1] == 0 || value[1] == 5)) {
      return Optional.of("in the wire format of the AWS Glue schema registry");
    }
    if (value.length > 1 + UUID_BYTES && value[0] == 1) {
      return Optional.of("in Confluent's wire format with a schema GUID");
    }
    return Optional.empty();
  }
}
