package io.lexstream.streamsapp.topology.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.SampleDocuments;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.policy.PolicyParser;
import io.lexstream.streamsapp.topology.TopologyDriver;
import io.lexstream.streamsapp.topology.archive.ArchiveTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModerationTopologyTest {

  private static final Policy POLICY =
      PolicyParser.parse(
          "policy.yaml",
          """
          default: allow
          when-missing: review
          rules:
            - name: toxic
              when: {toxicity: {at-least: 0.9}}
              then: block
            - name: repeat-offender
              when: {author: {blocks: {at-least: 2, within: 1h}}}
              then: review
          """);

  private final TopologyDriver driver =
      new TopologyDriver(
          streams ->
              ModerationTopology.define(
                  streams, POLICY, ArchiveTopology.define(streams, Duration.ofDays(7))));
  private final TestInputTopic<String, EnrichedDocument> enriched =
      driver.input(Topic.ENRICHED, EnrichedDocument.class);
  private final TestInputTopic<String, Review> reviews = driver.input(Topic.REVIEWS, Review.class);
  private final TestOutputTopic<String, Decision> decisions =
      driver.output(Topic.DECISIONS, Decision.class);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void writesADecisionWithEntryRuleAndEvidenceForEachDocument() {
    // When
    enriched.pipeInput("a", SampleDocuments.scored("a", "bob", 0.97));

    // Then
    var read = decisions.readRecord();
    assertThat(TopologyDriver.entry(read)).isEqualTo("lexstream.enriched-0-0");
    assertThat(read.key()).isEqualTo("a");
    assertThat(read.value().getAction()).isEqualTo("block");
    assertThat(read.value().getRule()).isEqualTo("toxic");
    assertThat(read.value().getEvidence()).containsEntry("toxicity.toxic", "0.9700");
    assertThat(read.value().getPolicy()).isEqualTo(POLICY.version());
    assertThat(read.value().getAuthor()).isEqualTo("bob");
    assertThat(decisions.isEmpty()).isTrue();
  }

  @Test
  void theShippedPolicySendsAnUnsupportedLanguageToReview() {
    // Given
    try (var shipped =
        new TopologyDriver(
            streams ->
                ModerationTopology.define(
                    streams,
                    PolicyParser.shipped(),
                    ArchiveTopology.define(streams, Duration.ofDays(7))))) {

      // When
      shipped
          .input(Topic.ENRICHED, EnrichedDocument.class)
          .pipeInput("a", SampleDocuments.unsupported("a").build());

      // Then
      var decision = shipped.output(Topic.DECISIONS, Decision.class).readValue();
      assertThat(decision.getAction()).isEqualTo("review");
      assertThat(decision.getRule()).isEqualTo("when-missing");
      assertThat(decision.getEvidence()).containsEntry("toxicity", "missing: unsupported-language");
    }
  }

  @Test
  void sendsDocumentsOfARepeatedlyBlockedAuthorToReview() {
    // Given
    enriched.pipeInput("a", SampleDocuments.scored("a", "bob", 0.97));
    enriched.pipeInput("b", SampleDocuments.scored("b", "bob", 0.97));

    // When
    enriched.pipeInput("c", SampleDocuments.scored("c", "bob", 0.01));
    enriched.pipeInput("d", SampleDocuments.scored("d", "alice", 0.01));

    // Then
    assertThat(rules()).containsExactly("toxic", "toxic", "repeat-offender", "default");
  }

  @Test
  void anAllowVerdictRemovesTheBlockFromTheHistory() {
    // Given
    enriched.pipeInput("a", SampleDocuments.scored("a", "bob", 0.97));
    enriched.pipeInput("b", SampleDocuments.scored("b", "bob", 0.97));
    reviews.pipeInput("a", verdict("a", "allow"));

    // When
    enriched.pipeInput("c", SampleDocuments.scored("c", "bob", 0.01));

    // Then
    assertThat(rules()).containsExactly("toxic", "toxic", "default");
  }

  @Test
  void aBlockVerdictCountsOnceInTheHistory() {
    // Given
    enriched.pipeInput("a", SampleDocuments.scored("a", "bob", 0.97));
    enriched.pipeInput(
        "b", SampleDocuments.unsupported("b").setSource("reviews").setAuthor("bob").build());
    reviews.pipeInput("b", verdict("b", "block"));
    reviews.pipeInput("b", verdict("b", "block"));

    // When
    enriched.pipeInput("c", SampleDocuments.scored("c", "bob", 0.01));

    // Then
    var last = decisions.readValuesToList().get(2);
    assertThat(last.getRule()).isEqualTo("repeat-offender");
    assertThat(last.getEvidence()).containsEntry("author.blocks.1h", "2");
  }

  @Test
  void acceptsAnEnrichmentTimeBefore1970() {
    // Given
    var document = SampleDocuments.scored("a", 0.1).setEnrichedAt(Instant.ofEpochMilli(-1)).build();

    // When
    enriched.pipeInput("a", document);
    enriched.pipeInput("b", SampleDocuments.scored("b", "bob", 0.1));

    // Then
    assertThat(decisions.readValuesToList()).extracting(Decision::getId).containsExactly("a", "b");
  }

  @Test
  void keepsTheHistoryWhileAnotherPartitionIsADayAhead() {
    // Given
    driver.advance(Duration.ofHours(9));
    enrichedAfter(Duration.ofHours(9), "alice", 0.1);
    enrichedAfter(Duration.ofMinutes(1), "bob", 0.97);
    enrichedAfter(Duration.ofMinutes(2), "bob", 0.97);

    // When
    enrichedAfter(Duration.ofMinutes(3), "bob", 0.01);

    // Then
    assertThat(rules()).containsExactly("default", "toxic", "toxic", "repeat-offender");
  }

  @Test
  void sendsADeadLetterWithADocumentIdToReview() {
    // Given
    var entry = new EntryId("lexstream.documents", 0, 7);
    var headers =
        DeadLetters.headersFor(
            new RecordHeaders(),
            entry,
            Stage.ENRICHMENT,
            DeadLetterReason.INFERENCE_FAILED,
            new IllegalStateException("NaN"));

    // When
    driver
        .input("lexstream.dead-letters")
        .pipeInput(
            new TestRecord<>("a".getBytes(UTF_8), new byte[] {1}, headers, TopologyDriver.START));

    // Then
    var read = decisions.readRecord();
    assertThat(TopologyDriver.entry(read)).isEqualTo("lexstream.dead-letters-0-0");
    assertThat(read.value().getId()).isEqualTo("a");
    assertThat(read.value().getAction()).isEqualTo("review");
    assertThat(read.value().getEvidence()).containsEntry("dead-letter", "inference-failed");
  }

  @Test
  void writesNoDecisionForADeadLetterOfAnotherTopicsKey() {
    // Given
    var headers =
        DeadLetters.headersFor(
            new RecordHeaders(),
            new EntryId("lexstream.inbox", 0, 7),
            Stage.INTAKE,
            DeadLetterReason.INVALID_DOCUMENT,
            "text is missing");

    // When
    driver
        .input("lexstream.dead-letters")
        .pipeInput(
            new TestRecord<>(
                "not an id".getBytes(UTF_8), new byte[] {1}, headers, TopologyDriver.START));

    // Then
    assertThat(decisions.isEmpty()).isTrue();
  }

  @Test
  void undecodableRecordsBecomeDeadLettersAndTheNextIsProcessed() {
    // Given
    enriched.pipeInput("a", SampleDocuments.scored("a", "bob", 0.1));

    // When
    driver
        .input("lexstream.enriched")
        .pipeInput("b".getBytes(UTF_8), "no Avro".getBytes(UTF_8), TopologyDriver.START);
    enriched.pipeInput("c", SampleDocuments.scored("c", "bob", 0.1));

    // Then
    var letter = driver.deadLetters().get(0);
    assertThat(letter.value()).isEqualTo("no Avro".getBytes(UTF_8));
    assertThat(TopologyDriver.header(letter, "lexstream-error-reason")).isEqualTo("undecodable");
    assertThat(TopologyDriver.header(letter, "lexstream-error-stage")).isEqualTo("moderation");
    assertThat(TopologyDriver.entry(letter)).isEqualTo("lexstream.enriched-0-1");
    assertThat(TopologyDriver.header(letter, "__streams.errors.stacktrace").getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(4096);
    assertThat(decisions.readValuesToList())
        .extracting(Decision::getId, Decision::getAction)
        .containsExactly(tuple("a", "allow"), tuple("b", "review"), tuple("c", "allow"));
  }

  private void enrichedAfter(Duration time, String author, double toxic) {
    var at = TopologyDriver.START.plus(time);
    var id = author + time;
    enriched.pipeInput(
        id, SampleDocuments.scored(id, toxic).setAuthor(author).setEnrichedAt(at).build(), at);
  }

  private List<String> rules() {
    return decisions.readValuesToList().stream().map(Decision::getRule).toList();
  }

  private static Review verdict(String id, String verdict) {
    return Review.newBuilder()
        .setId(id)
        .setVerdict(verdict)
        .setReviewer("eve")
        .setReviewedAt(TopologyDriver.START)
        .build();
  }
}
