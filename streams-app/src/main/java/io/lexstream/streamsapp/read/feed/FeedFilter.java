package io.lexstream.streamsapp.read.feed;

import java.util.Set;

/**
 * Selects events of the feed. An empty set selects all.
 *
 * @param types {@code enriched}, {@code decision}, {@code dead-letter}
 * @param labels of sentiment or toxicity, decisions, or reasons of dead letters
 */
public record FeedFilter(
    Set<String> types, Set<String> sources, Set<String> languages, Set<String> labels) {

  /** All types. */
  public static final Set<String> TYPES =
      Set.of(FeedEvent.Enriched.TYPE, FeedEvent.Decided.TYPE, FeedEvent.DeadLettered.TYPE);

  boolean accepts(FeedEvent event) {
    return isAmong(types, event.type())
        && isAmong(sources, event.source())
        && isAmong(languages, event.language())
        && (labels.isEmpty() || labels.stream().anyMatch(event::hasLabel));
  }

  private static boolean isAmong(Set<String> wanted, String value) {
    return wanted.isEmpty() || (value != null && wanted.contains(value));
  }
}
