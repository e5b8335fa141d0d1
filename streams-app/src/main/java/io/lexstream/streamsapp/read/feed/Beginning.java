package io.lexstream.streamsapp.read.feed;

import java.util.Optional;

/**
 * Where a watcher begins.
 *
 * @param after id of the last event it has seen; empty for a new watcher
 * @param last how many events from before it wants to see, when {@code after} is not given
 */
public record Beginning(Optional<String> after, int last) {

  /** With what happens from now on. */
  public static final Beginning NOW = new Beginning(Optional.empty(), 0);
}
