package io.lexstream.streamsapp.deadletters;

import java.time.Instant;

/**
 * The replay of an entry that had become a dead letter.
 *
 * @param at when the replay was started or first seen
 * @param outcome {@code pending}, {@code enriched}, or {@code dead} if it failed again
 */
public record Replay(Instant at, String outcome) {

  static final String PENDING = "pending";
  static final String ENRICHED = "enriched";
  static final String DEAD = "dead";
}
