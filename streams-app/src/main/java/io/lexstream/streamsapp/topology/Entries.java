package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.EntryId;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;

/** The entry a processor is working on. */
public final class Entries {

  private Entries() {}

  /** The record that was read, and led to what is being processed. */
  public static EntryId of(ProcessingContext context) {
    var read = context.recordMetadata().orElseThrow();
    return new EntryId(read.topic(), read.partition(), read.offset());
  }

  /** Headers for what a stage writes in answer to {@code read}: the same, naming the entry read. */
  public static Headers headers(ProcessingContext context, Record<?, ?> read) {
    return EntryHeader.copyWith(read.headers(), of(context));
  }
}
