package io.lexstream.streamsapp.policy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A condition of a rule. Immutable; compared by content. */
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

  /** Windows of the author's history that this condition reads. */
  default Stream<Duration> windows() {
    return Stream.empty();
  }

  /** True if all {@code conditions} are true. */
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

  /** True if one of {@code conditions} is true. */
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

  /** True if {@code condition} is false. */
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
