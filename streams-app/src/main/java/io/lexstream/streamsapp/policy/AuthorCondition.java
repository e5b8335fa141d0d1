package io.lexstream.streamsapp.policy;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * True if at least {@code atLeast} earlier documents of the author have the decision {@code kind}
 * in the sliding window {@code within}.
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
