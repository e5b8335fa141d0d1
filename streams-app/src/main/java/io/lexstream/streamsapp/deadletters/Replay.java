package io.lexstream.streamsapp.deadletters;

import java.time.Instant;

/**
 * Another try of an entry that had become a dead letter.
 *
 * @param at when it was made, or seen to have been made
 * @param outcome {@code pending}, {@code enriched}, or {@code dead} once more
 */
public record Replay(Instant at, String outcome) {

  static final String PENDING = "pending";
  static final String ENRICHED = "enriched";
  static final String DEAD = "dead";
}
