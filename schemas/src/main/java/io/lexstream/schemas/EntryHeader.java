package io.lexstream.schemas;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The header that says which entry a record was made from. */
public final class EntryHeader {

  private EntryHeader() {}

  /** Puts {@code entry} on {@code headers}, in place of any that an earlier stage put there. */
  public static Headers set(Headers headers, EntryId entry) {
    return TextHeaders.set(headers, HeaderNames.ENTRY, entry.toString());
  }

  /** A copy of {@code original}, as it came with the record read, with its entry set. */
  public static Headers copyWith(Iterable<Header> original, EntryId entry) {
    return set(new RecordHeaders(original), entry);
  }

  /** The entry named by {@code headers}; empty when there is none or it is malformed. */
  public static Optional<EntryId> of(Headers headers) {
    return TextHeaders.get(headers, HeaderNames.ENTRY).flatMap(EntryId::parse);
  }
}
