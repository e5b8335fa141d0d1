package io.lexstream.streamsapp.read.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest records, numbered as they were seen, in bounded space. Not thread-safe. */
final class RecentRecords {

  private final int mostRecords;
  private final long mostBytes;
  private final Deque<Numbered> records = new ArrayDeque<>();
  private long bytes;
  private long last;

  RecentRecords(int mostRecords, long mostBytes) {
    this.mostRecords = mostRecords;
    this.mostBytes = mostBytes;
  }

  /**
   * A record with its number.
   *
   * @param number 1 for the first that was seen
   */
  record Numbered(long number, SeenRecord seen) {

    int bytes() {
      return Math.max(0, seen.consumed().serializedValueSize());
    }
  }

  Numbered add(SeenRecord seen) {
    var numbered = new Numbered(++last, seen);
    records.addLast(numbered);
    bytes += numbered.bytes();
    while (records.size() > mostRecords || (bytes > mostBytes && records.size() > 1)) {
      bytes -= records.removeFirst().bytes();
    }
    return numbered;
  }

  /** All after {@code number}; empty when some of them are gone. */
  Optional<List<Numbered>> after(long number) {
    boolean isKnown = number >= last - records.size() && number <= last;
    return isKnown
        ? Optional.of(records.stream().filter(record -> record.number() > number).toList())
        : Optional.empty();
  }

  /** The newest first. */
  List<Numbered> newestFirst() {
    var newest = new ArrayList<Numbered>(records.size());
    records.descendingIterator().forEachRemaining(newest::add);
    return newest;
  }
}
