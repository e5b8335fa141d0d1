package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.common.header.Headers;

/** Reads values of one format as trees. Thread-safe. */
interface ForeignFormat {

  /**
   * Reads one value.
   *
   * @param value never null
   * @throws io.lexstream.streamsapp.topology.RejectedRecordException when the value is not of this
   *     format
   */
  JsonNode read(Headers headers, byte[] value);
}
