package io.lexstream.streamsapp.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A list of rules. The first rule that is true decides.
 *
 * <p>A rule may need a score that does not exist, for example because the task was skipped or no
 * model supports the language. Such a rule is neither true nor false. The document then gets at
 * least {@code whenMissing}, also if a later rule or the default is milder.
 *
 * @param version hash of the policy's text; decisions carry it
 */
public record Policy(
    String version, DecisionKind byDefault, DecisionKind whenMissing, List<Rule> rules) {

  static final String DEFAULT = "default";
  static final String WHEN_MISSING = "when-missing";

  /** The decision on {@code facts}, given the history of their author. */
  public PolicyDecision decide(Facts facts, AuthorHistory history) {
    var missing = new TreeMap<String, String>();
    for (var rule : rules) {
      var finding = rule.when().examine(facts, history);
      if (finding.truth() == Truth.UNKNOWN) {
        missing.putAll(finding.evidence());
      } else if (finding.truth() == Truth.TRUE) {
        return atLeastWhenMissing(
            new PolicyDecision(rule.then(), rule.name(), finding.evidence()), missing);
      }
    }
    return atLeastWhenMissing(new PolicyDecision(byDefault, DEFAULT, Map.of()), missing);
  }

  /**
   * The decision on a document that became a dead letter. No rule can be evaluated: the decision is
   * the stricter of {@code default} and {@code when-missing}.
   */
  public PolicyDecision decideUnscored(String reason) {
    var evidence = Map.of("dead-letter", Finding.capped(reason));
    return byDefault.orStricter(whenMissing) == whenMissing
        ? new PolicyDecision(whenMissing, WHEN_MISSING, evidence)
        : new PolicyDecision(byDefault, DEFAULT, evidence);
  }

  /** The longest window of an author's history that a rule reads. */
  public Duration longestWindow() {
    return rules.stream()
        .flatMap(rule -> rule.when().windows())
        .max(Duration::compareTo)
        .orElse(Duration.ofMinutes(1));
  }

  private PolicyDecision atLeastWhenMissing(PolicyDecision decision, Map<String, String> missing) {
    if (missing.isEmpty() || decision.kind().orStricter(whenMissing) == decision.kind()) {
      return decision;
    }
    return new PolicyDecision(whenMissing, WHEN_MISSING, missing);
  }
}
