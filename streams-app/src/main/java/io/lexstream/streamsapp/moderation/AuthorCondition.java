package io.lexstream.streamsapp.moderation;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Looks at how often {@code action} stood for the author's earlier documents within a sliding
 * window.
 */
record AuthorCondition(Action action, long atLeast, Duration within) implements Condition {

  @Override
  public Finding examine(Facts facts, AuthorHistory history) {
    long count = history.count(facts.authorKey(), action, within, facts.at());
    return Finding.of(
        count >= atLeast, "author." + action.text() + "s." + written(within), Long.toString(count));
  }

  private static String written(Duration within) {
    long minutes = within.toMinutes();
    return minutes > 24 * 60 && minutes % (24 * 60) == 0
        ? within.toDays() + "d"
        : minutes % 60 == 0 ? within.toHours() + "h" : minutes + "m";
  }

  @Override
  public Stream<Duration> windows() {
    return Stream.of(within);
  }
}
