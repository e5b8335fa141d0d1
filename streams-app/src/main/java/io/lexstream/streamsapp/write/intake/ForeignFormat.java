package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.common.header.Headers;

/** Reads values of one format as JSON trees. Thread-safe. */
interface ForeignFormat {

  /**
   * Reads one value.
   *
   * @param value never null
   * @throws io.lexstream.streamsapp.topology.RejectedRecordException if the value does not have
   *     this format
   */
  JsonNode read(Headers headers, byte[] value);

  /**
   * A message about a value that is not a document: its binary format if that is known, else {@code
   * fault}.
   */
  default String description(byte[] value, String fault) {
    return fault;
  }
}
