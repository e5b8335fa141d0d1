package io.lexstream.streamsapp.policy;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Looks at how often {@code kind} stood for the author's earlier documents within a sliding window.
 */
record AuthorCondition(DecisionKind kind, long atLeast, Duration within) implements Condition {

  @Override
  public Finding examine(Facts facts, AuthorHistory history) {
    long count = history.count(facts.authorKey(), kind, within, facts.at());
    return Finding.of(
        count >= atLeast, "author." + kind.text() + "s." + written(within), Long.toString(count));
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
