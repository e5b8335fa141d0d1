package io.lexstream.streamsapp.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ordered rules: the first that is true decides.
 *
 * <p>A rule may ask for a score that nobody could compute: a language no model serves, a task that
 * was skipped. Such a rule is neither true nor false, and the document gets at least {@code
 * whenMissing}, whatever later rules or the default say: not to be scored is no way round the
 * rules.
 *
 * @param version a hash of the policy's text, so that a decision can be traced to it
 */
public record Policy(
    String version, DecisionKind byDefault, DecisionKind whenMissing, List<Rule> rules) {

  static final String DEFAULT = "default";
  static final String WHEN_MISSING = "when-missing";

  /** The decision on {@code facts}, given what their author did before. */
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
   * The decision on a document that nothing is known about: it ended as a dead letter. No rule can
   * be asked, so the stricter of {@code default} and {@code when-missing} counts.
   */
  public PolicyDecision decideUnscored(String reason) {
    var evidence = Map.of("dead-letter", Finding.capped(reason));
    return byDefault.orStricter(whenMissing) == whenMissing
        ? new PolicyDecision(whenMissing, WHEN_MISSING, evidence)
        : new PolicyDecision(byDefault, DEFAULT, evidence);
  }

  /** The longest window of an author's history that a rule looks back on. */
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
