package io.lexstream.streamsapp.read.feed;

import java.time.Instant;

/** Receives committed records. Called by one thread; must not block. */
public interface RecordListener {

  /** Reading starts: records committed from {@code now} on are new. */
  default void onStart(Instant now) {}

  /** A committed record was read. */
  void onRecord(CommittedRecord record);

  /** Called several times a second, after each poll. */
  default void onPoll() {}
}
