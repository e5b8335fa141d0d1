package io.lexstream.streamsapp.read.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest records with consecutive numbers, in bounded space. Not thread-safe. */
final class RecentRecords {

  private final int maxRecords;
  private final long maxBytes;
  private final Deque<Numbered> records = new ArrayDeque<>();
  private long bytes;
  private long last;

  RecentRecords(int maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  /**
   * A record with its number.
   *
   * @param number 1 for the first record
   */
  record Numbered(long number, CommittedRecord record) {

    int bytes() {
      return Math.max(0, record.consumed().serializedValueSize());
    }
  }

  Numbered add(CommittedRecord record) {
    var numbered = new Numbered(++last, record);
    records.addLast(numbered);
    bytes += numbered.bytes();
    while (records.size() > maxRecords || (bytes > maxBytes && records.size() > 1)) {
      bytes -= records.removeFirst().bytes();
    }
    return numbered;
  }

  /** All records after {@code number}; empty if some of them are no longer kept. */
  Optional<List<Numbered>> after(long number) {
    boolean isKnown = number >= last - records.size() && number <= last;
    return isKnown
        ? Optional.of(records.stream().filter(record -> record.number() > number).toList())
        : Optional.empty();
  }

  /** All records, the newest first. */
  List<Numbered> newestFirst() {
    var newest = new ArrayList<Numbered>(records.size());
    records.descendingIterator().forEachRemaining(newest::add);
    return newest;
  }
}
