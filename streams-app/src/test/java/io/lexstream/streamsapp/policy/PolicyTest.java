package io.lexstream.streamsapp.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Language;
import io.lexstream.streamsapp.SampleDocuments;
import io.lexstream.streamsapp.topology.TopologyDriver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final long NOON = TopologyDriver.START.toEpochMilli();

  private final AuthorHistoryInMemory history = new AuthorHistoryInMemory();

  @Test
  void theFirstTrueRuleDecides() {
    // Given
    var policy =
        policy(
            """
            - {name: strict, when: {toxicity: {at-least: 0.9}}, then: block}
            - {name: mild, when: {toxicity: {at-least: 0.5}}, then: review}
            """);

    // When
    var decision = policy.decide(facts(SampleDocuments.scored("a", 0.95).build()), history);

    // Then
    assertThat(decision)
        .isEqualTo(
            new PolicyDecision(DecisionKind.BLOCK, "strict", Map.of("toxicity.toxic", "0.9500")));
  }

  @Test
  void appliesTheDefaultIfNoRuleIsTrue() {
    // Given
    var policy = policy("- {name: strict, when: {toxicity: {at-least: 0.9}}, then: block}");

    // When
    var decision = policy.decide(facts(SampleDocuments.scored("a", 0.1).build()), history);

    // Then
    assertThat(decision).isEqualTo(new PolicyDecision(DecisionKind.ALLOW, "default", Map.of()));
  }

  @Test
  void aMissingScoreGivesReviewWithTheReasonAsEvidence() {
    // Given
    var policy = policy("- {name: strict, when: {toxicity: {at-least: 0.9}}, then: block}");

    // When
    var decision = policy.decide(facts(SampleDocuments.unsupported("a").build()), history);

    // Then
    assertThat(decision)
        .isEqualTo(
            new PolicyDecision(
                DecisionKind.REVIEW,
                "when-missing",
                Map.of("toxicity", "missing: unsupported-language")));
  }

  @Test
  void aLaterRuleCannotAllowADocumentWithAMissingScore() {
    // Given
    var policy =
        policy(
            """
            - {name: strict, when: {toxicity: {at-least: 0.9}}, then: block}
            - {name: italians-are-nice, when: {language: it}, then: allow}
            """);

    // When
    var decision = policy.decide(facts(SampleDocuments.unsupported("a").build()), history);

    // Then
    assertThat(decision.kind()).isEqualTo(DecisionKind.REVIEW);
    assertThat(decision.rule()).isEqualTo("when-missing");
  }

  @Test
  void aLaterRuleMayBeStricterThanWhenMissing() {
    // Given
    var policy =
        policy(
            """
            - {name: strict, when: {toxicity: {at-least: 0.9}}, then: review}
            - {name: no-italian, when: {language: it}, then: block}
            """);

    // When
    var decision = policy.decide(facts(SampleDocuments.unsupported("a").build()), history);

    // Then
    assertThat(decision)
        .isEqualTo(new PolicyDecision(DecisionKind.BLOCK, "no-italian", Map.of("language", "it")));
  }

  @Test
  void aMissingScoreThatCannotChangeTheResultIsIgnored() {
    // Given
    var policy =
        policy(
            """
            - name: toxic-forum
              when: {source: forum, toxicity: {at-least: 0.9}}
              then: block
            """);

    // When
    var decision =
        policy.decide(
            facts(SampleDocuments.unsupported("a").setSource("reviews").build()), history);

    // Then
    assertThat(decision.rule()).isEqualTo("default");
  }

  @Test
  void anUnidentifiedLanguageIsAMissingValue() {
    // Given
    var policy = policy("- {name: foreign, when: {not: {language: [en, zh]}}, then: block}");
    var document = SampleDocuments.scored("a", 0.1).setLanguage(new Language("und", 0.2));

    // When
    var decision = policy.decide(facts(document.build()), history);

    // Then
    assertThat(decision.rule()).isEqualTo("when-missing");
  }

  @Test
  void matchesEntitiesByTypeAndTextIgnoringCase() {
    // Given
    var policy =
        policy("- {name: boss, when: {entity: {type: PER, text: tim cook}}, then: review}");

    // When
    var decision = policy.decide(facts(SampleDocuments.scored("a", 0.1).build()), history);

    // Then
    assertThat(decision)
        .isEqualTo(
            new PolicyDecision(DecisionKind.REVIEW, "boss", Map.of("entities", "Tim Cook (PER)")));
  }

  @Test
  void aDeadLetterGetsTheStricterOfDefaultAndWhenMissing() {
    // Given
    var strict = PolicyParser.parse("policy.yaml", "default: block\nwhen-missing: review\n");
    var mild = PolicyParser.parse("policy.yaml", "default: allow\nwhen-missing: review\n");

    // When
    var decisions = List.of(strict.decideUnscored("too-large"), mild.decideUnscored("too-large"));

    // Then
    assertThat(decisions)
        .containsExactly(
            new PolicyDecision(DecisionKind.BLOCK, "default", Map.of("dead-letter", "too-large")),
            new PolicyDecision(
                DecisionKind.REVIEW, "when-missing", Map.of("dead-letter", "too-large")));
  }

  @Test
  void aLabelUnknownToTheModelIsAMissingValue() {
    // Given
    var policy = policy("- {name: hateful, when: {toxicity: hateful}, then: block}");

    // When
    var decision = policy.decide(facts(SampleDocuments.scored("a", 0.1).build()), history);

    // Then
    assertThat(decision)
        .isEqualTo(
            new PolicyDecision(
                DecisionKind.REVIEW,
                "when-missing",
                Map.of("toxicity", "missing: the model has no label hateful")));
  }

  @Test
  void lengthIsInCodePoints() {
    // Given
    var policy = policy("- {name: long, when: {length: {at-least: 3}}, then: review}");
    var twoRockets = SampleDocuments.scored("a", 0.1).setText("🚀🚀").build();

    // When
    var decision = policy.decide(facts(twoRockets), history);

    // Then
    assertThat(decision.rule()).isEqualTo("default");
  }

  @Test
  void countsTheAuthorsDocumentsInTheWindowThatEndsNow() {
    // Given
    var policy =
        policy(
            "- {name: again, when: {author: {blocks: {at-least: 2, within: 60m}}}, then: review}");
    history.addDecision(byBob(NOON - minutes(61)), DecisionKind.BLOCK);
    history.addDecision(byBob(NOON - minutes(30)), DecisionKind.BLOCK);

    // When
    var withOne = policy.decide(byBob(NOON), history);
    history.addDecision(byBob(NOON - minutes(10)), DecisionKind.BLOCK);
    var withTwo = policy.decide(byBob(NOON), history);

    // Then
    assertThat(withOne.rule()).isEqualTo("default");
    assertThat(withTwo)
        .isEqualTo(
            new PolicyDecision(DecisionKind.REVIEW, "again", Map.of("author.blocks.1h", "2")));
  }

  @Test
  void aVerdictReplacesTheDecisionInTheHistory() {
    // Given
    var policy =
        policy(
            "- {name: again, when: {author: {blocks: {at-least: 1, within: 1d}}}, then: review}");
    history.addDecision(byBob(NOON), DecisionKind.BLOCK);

    // When
    history.replaceWithVerdict(
        new AuthorVerdict("x", "reviews", "bob", DecisionKind.BLOCK, DecisionKind.ALLOW, NOON));
    var decision = policy.decide(byBob(NOON), history);

    // Then
    assertThat(decision.rule()).isEqualTo("default");
  }

  @Test
  void theSameNameInAnotherSourceIsAnotherAuthor() {
    // Given
    var policy =
        policy(
            "- {name: again, when: {author: {blocks: {at-least: 1, within: 1d}}}, then: review}");
    history.addDecision(byBob(NOON), DecisionKind.BLOCK);
    var other = SampleDocuments.scored("b", 0.1).setSource("forum").setAuthor("bob").build();

    // When
    var decision = policy.decide(facts(other), history);

    // Then
    assertThat(decision.rule()).isEqualTo("default");
  }

  private static Facts byBob(long at) {
    return Facts.of(SampleDocuments.scored("x", "bob", 0.1), at);
  }

  private static Facts facts(EnrichedDocument document) {
    return Facts.of(document, NOON);
  }

  private static long minutes(int minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }

  private static Policy policy(String rules) {
    return PolicyParser.parse(
        "policy.yaml", "default: allow\nwhen-missing: review\nrules:\n" + rules);
  }
}
