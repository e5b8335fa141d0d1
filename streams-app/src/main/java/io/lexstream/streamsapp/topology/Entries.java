package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.EntryId;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;

/** The entry that a processor is processing. */
public final class Entries {

  private Entries() {}

  /** The entry of the source record from which the current record was made. */
  public static EntryId of(ProcessingContext context) {
    var read = context.recordMetadata().orElseThrow();
    return new EntryId(read.topic(), read.partition(), read.offset());
  }

  /**
   * Headers for the output of {@code read}: its own headers with the entry header set to the entry
   * read.
   */
  public static Headers headers(ProcessingContext context, Record<?, ?> read) {
    return EntryHeader.copyWith(read.headers(), of(context));
  }
}
