package io.lexstream.streamsapp.read.feed;

import java.util.Optional;

/**
 * Where a subscription starts.
 *
 * @param after id of the last event received; empty for a new subscriber
 * @param last number of past events to send first; used if {@code after} is empty
 */
public record StartPosition(Optional<String> after, int last) {

  /** New events only. */
  public static final StartPosition NOW = new StartPosition(Optional.empty(), 0);
}
