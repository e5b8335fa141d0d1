package io.lexstream.streamsapp.read.feed;

import java.time.Instant;

/** Is told of committed records, by one thread. Must not wait for anything. */
public interface RecordListener {

  /** All that is committed from {@code now} on will be new. */
  default void begins(Instant now) {}

  void seen(SeenRecord record);

  /** Comes a few times a second, whether there were records or not. */
  default void turn() {}
}
