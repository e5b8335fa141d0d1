package io.lexstream.schemas;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The header with the entry that a record was made from. */
public final class EntryHeader {

  private EntryHeader() {}

  /** Sets {@code entry} in {@code headers} and replaces the entry of an earlier stage. */
  public static Headers set(Headers headers, EntryId entry) {
    return TextHeaders.set(headers, HeaderNames.ENTRY, entry.toString());
  }

  /** A copy of {@code original}, the headers of the record read, with its entry set. */
  public static Headers copyWith(Iterable<Header> original, EntryId entry) {
    return set(new RecordHeaders(original), entry);
  }

  /** The entry in {@code headers}; empty if it is missing or malformed. */
  public static Optional<EntryId> of(Headers headers) {
    return TextHeaders.get(headers, HeaderNames.ENTRY).flatMap(EntryId::parse);
  }
}
