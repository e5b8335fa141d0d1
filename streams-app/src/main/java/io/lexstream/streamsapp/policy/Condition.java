package io.lexstream.streamsapp.policy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A question a rule asks about a document. Conditions are values: immutable, compared by content.
 */
sealed interface Condition
    permits Condition.All,
        Condition.Any,
        Condition.Not,
        ScoreCondition,
        EntityCondition,
        OneOfCondition,
        LengthCondition,
        AttributeCondition,
        AuthorCondition {

  Finding examine(Facts facts, AuthorHistory history);

  /** Windows of the author's history that this looks back on. */
  default Stream<Duration> windows() {
    return Stream.empty();
  }

  /** True when all of {@code conditions} are. */
  record All(List<Condition> conditions) implements Condition {
    @Override
    public Finding examine(Facts facts, AuthorHistory history) {
      return conditions.stream()
          .map(condition -> condition.examine(facts, history))
          .reduce(Finding::and)
          .orElseThrow();
    }

    @Override
    public Stream<Duration> windows() {
      return conditions.stream().flatMap(Condition::windows);
    }
  }

  /** True when one of {@code conditions} is. */
  record Any(List<Condition> conditions) implements Condition {
    @Override
    public Finding examine(Facts facts, AuthorHistory history) {
      return conditions.stream()
          .map(condition -> condition.examine(facts, history))
          .reduce(Finding::or)
          .orElseThrow();
    }

    @Override
    public Stream<Duration> windows() {
      return conditions.stream().flatMap(Condition::windows);
    }
  }

  /** True when {@code condition} is false. */
  record Not(Condition condition) implements Condition {
    @Override
    public Finding examine(Facts facts, AuthorHistory history) {
      return condition.examine(facts, history).not();
    }

    @Override
    public Stream<Duration> windows() {
      return condition.windows();
    }
  }
}
