package io.lexstream.streamsapp.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.streamsapp.policy.OneOfCondition.Property;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyParserTest {

  @Test
  void readsAllConditions() {
    // Given
    var yaml =
        """
        default: allow
        when-missing: review
        rules:
          - name: everything
            when:
              toxicity: {at-least: 0.5, below: 0.9}
              sentiment: negative
              entity: {type: [PER, ORG], text: ACME}
              language: en
              source: [reviews, forum]
              length: {at-least: 10}
              attribute: {name: channel, is: public}
              author:
                is: bob
                blocks: {at-least: 3, within: 24h}
              any:
                - source: a
                - not: {source: b}
            then: block
        """;

    // When
    var policy = PolicyParser.parse("policy.yaml", yaml);

    // Then
    assertThat(policy.byDefault()).isEqualTo(DecisionKind.ALLOW);
    assertThat(policy.whenMissing()).isEqualTo(DecisionKind.REVIEW);
    assertThat(policy.longestWindow()).isEqualTo(Duration.ofHours(24));
    assertThat(policy.rules()).hasSize(1);
    assertThat(policy.rules().get(0).then()).isEqualTo(DecisionKind.BLOCK);
    assertThat(policy.rules().get(0).when())
        .isEqualTo(
            new Condition.All(
                List.of(
                    new ScoreCondition(ScoreCondition.Task.TOXICITY, "toxic", new Bounds(0.5, 0.9)),
                    new ScoreCondition(ScoreCondition.Task.SENTIMENT, "negative", null),
                    new EntityCondition(Set.of("PER", "ORG"), Set.of("acme")),
                    new OneOfCondition(Property.LANGUAGE, Set.of("en")),
                    new OneOfCondition(Property.SOURCE, Set.of("reviews", "forum")),
                    new LengthCondition(new Bounds(10, Double.POSITIVE_INFINITY)),
                    new AttributeCondition("channel", Set.of("public")),
                    new Condition.All(
                        List.of(
                            new OneOfCondition(Property.AUTHOR, Set.of("bob")),
                            new AuthorCondition(DecisionKind.BLOCK, 3, Duration.ofHours(24)))),
                    new Condition.Any(
                        List.of(
                            new OneOfCondition(Property.SOURCE, Set.of("a")),
                            new Condition.Not(
                                new OneOfCondition(Property.SOURCE, Set.of("b"))))))));
  }

  @Test
  void readsTheLanguageCodeNoAsText() {
    // Given
    var yaml = rule("{language: no}");

    // When
    var policy = PolicyParser.parse("policy.yaml", yaml);

    // Then
    assertThat(policy.rules().get(0).when())
        .isEqualTo(new OneOfCondition(Property.LANGUAGE, Set.of("no")));
  }

  @Test
  void shippedPolicyIsValidAndSendsUnscoredDocumentsToReview() {
    // When
    var policy = PolicyParser.shipped();

    // Then
    assertThat(policy.whenMissing()).isEqualTo(DecisionKind.REVIEW);
    assertThat(policy.rules()).isNotEmpty();
  }

  @Test
  void policiesWithDifferentTextHaveDifferentVersions() {
    // When
    var one = PolicyParser.parse("policy.yaml", rule("{source: a}"));
    var other = PolicyParser.parse("policy.yaml", rule("{source: b}"));

    // Then
    assertThat(one.version()).isNotEqualTo(other.version()).hasSize(12);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("when-missing: review", "policy.yaml:1: a policy needs 'default:'"),
        Arguments.of("default: allow", "policy.yaml:1: a policy needs 'when-missing:'"),
        Arguments.of(
            "default: allow\nwhen-missing: ignore",
            "policy.yaml:2: a decision is 'ignore': it must be allow, review or block"),
        Arguments.of(
            "default: allow\nwhen-missing: review\nrule: []",
            "policy.yaml:3: unknown key 'rule' in a policy: use one of default, when-missing, rules"),
        Arguments.of(
            "default: allow\ndefault: block\nwhen-missing: review",
            "policy.yaml:2: duplicate key 'default': remove one"),
        Arguments.of(
            rule("{toxcity: {at-least: 0.5}}"),
            "policy.yaml:5: unknown key 'toxcity' in a condition"),
        Arguments.of(
            rule("{toxicity: {at-least: 50}}"),
            "policy.yaml:5: at-least is 50.0: it must be between 0 and 1"),
        Arguments.of(
            rule("{toxicity: {at-least: high}}"),
            "policy.yaml:5: at-least is 'high': it must be a number"),
        Arguments.of(
            rule("{toxicity: {at-least: 0.9, below: 0.5}}"),
            "policy.yaml:5: the range is empty: at-least 0.9 must be less than below 0.5"),
        Arguments.of(
            rule("{sentiment: {at-least: 0.9}}"), "policy.yaml:5: sentiment needs 'label:'"),
        Arguments.of(
            rule("{author: {blocks: {at-least: 3}}}"), "policy.yaml:5: blocks needs 'within:'"),
        Arguments.of(
            rule("{author: {blocks: {at-least: 3, within: 24}}}"),
            "policy.yaml:5: within is '24': it must be 1m to 90d"),
        Arguments.of(rule("{}"), "policy.yaml:5: needs at least one condition"),
        Arguments.of(
            rule("{source: a}").replace("name: rule", "name: default"),
            "policy.yaml:4: the name 'default' is already used"),
        Arguments.of("default: [", "policy.yaml:1: not YAML"),
        Arguments.of("", "policy.yaml:1: a policy must be a mapping"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejectsInvalidPoliciesWithTheirLine(String yaml, String message) {
    assertThatThrownBy(() -> PolicyParser.parse("policy.yaml", yaml))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith(message);
  }

  private static String rule(String when) {
    return """
        default: allow
        when-missing: review
        rules:
          - name: rule
            when: %s
            then: block
        """
        .formatted(when);
  }
}
