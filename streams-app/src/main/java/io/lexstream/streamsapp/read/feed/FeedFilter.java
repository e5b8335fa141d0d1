package io.lexstream.streamsapp.read.feed;

import java.util.Set;

/**
 * What a subscriber wants to see; an empty set stands for everything.
 *
 * @param types {@code enriched}, {@code decision}, {@code dead-letter}
 * @param labels of sentiment or toxicity, actions, or reasons of dead letters
 */
public record FeedFilter(
    Set<String> types, Set<String> sources, Set<String> languages, Set<String> labels) {

  /** Everything that can be asked for. */
  public static final Set<String> TYPES =
      Set.of(FeedEvent.Enriched.TYPE, FeedEvent.Decided.TYPE, FeedEvent.Lost.TYPE);

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
