package io.lexstream.streamsapp.topology.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.SampleDocuments;
import io.lexstream.streamsapp.policy.DecisionKind;
import io.lexstream.streamsapp.topology.ExpiringStore;
import io.lexstream.streamsapp.topology.TopologyDriver;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTopologyTest {

  private static final Duration TTL = Duration.ofDays(7);

  private final TopologyDriver driver =
      new TopologyDriver(streams -> ArchiveTopology.define(streams, TTL));
  private final TestInputTopic<String, EnrichedDocument> enriched =
      driver.input(Topic.ENRICHED, EnrichedDocument.class);
  private final TestInputTopic<String, Decision> decisions =
      driver.input(Topic.DECISIONS, Decision.class);
  private final TestInputTopic<String, Review> reviews = driver.input(Topic.REVIEWS, Review.class);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void theLastResultOfAnIdIsKept() {
    // When
    enriched.pipeInput("a", SampleDocuments.scored("a", 0.1).build());
    enriched.pipeInput("a", SampleDocuments.scored("a", 0.2).setText("second").build());

    // Then
    assertThat(result("a")).map(EnrichedDocument::getText).contains("second");
  }

  @Test
  void aDocumentHeldForReviewIsQueuedUntilItsVerdict() {
    // Given
    decisions.pipeInput("a", decision("a", DecisionKind.REVIEW));
    var waiting = this.<ModerationState>get(Archive.REVIEW_QUEUE, "a");

    // When
    reviews.pipeInput("a", review("a", "block"));

    // Then
    assertThat(waiting).isPresent();
    assertThat(this.<ModerationState>get(Archive.REVIEW_QUEUE, "a")).isEmpty();
    assertThat(this.<ModerationState>get(Archive.MODERATION_STATES, "a"))
        .map(ModerationState::current)
        .contains(DecisionKind.BLOCK);
  }

  @Test
  void doesNotQueueAllowedDocuments() {
    // When
    decisions.pipeInput("a", decision("a", DecisionKind.ALLOW));

    // Then
    assertThat(this.<ModerationState>get(Archive.REVIEW_QUEUE, "a")).isEmpty();
    assertThat(this.<ModerationState>get(Archive.MODERATION_STATES, "a")).isPresent();
  }

  @Test
  void anErasureRemovesTheDocumentFromAllStoresAndIsWrittenToDecisions() {
    // Given
    enriched.pipeInput("a", SampleDocuments.scored("a", 0.1).build());
    decisions.pipeInput("a", decision("a", DecisionKind.REVIEW));

    // When
    driver.erase(Topic.ENRICHED, "a");

    // Then
    assertThat(result("a")).isEmpty();
    assertThat(this.<ModerationState>get(Archive.REVIEW_QUEUE, "a")).isEmpty();
    assertThat(this.<ModerationState>get(Archive.MODERATION_STATES, "a"))
        .map(ModerationState::erased)
        .contains(true);
    var passedOn = driver.output(Topic.DECISIONS, Decision.class).readRecord();
    assertThat(passedOn.key()).isEqualTo("a");
    assertThat(passedOn.value()).isNull();
  }

  @Test
  void doesNotStoreRecordsThatArriveAfterTheErasure() {
    // Given
    driver.erase(Topic.ENRICHED, "a");

    // When
    enriched.pipeInput("a", SampleDocuments.scored("a", 0.1).build());
    decisions.pipeInput("a", decision("a", DecisionKind.REVIEW));

    // Then
    assertThat(result("a")).isEmpty();
    assertThat(this.<ModerationState>get(Archive.REVIEW_QUEUE, "a")).isEmpty();
  }

  @Test
  void resultsExpire() {
    // Given
    enriched.pipeInput("a", SampleDocuments.scored("a", 0.1).build());

    // When
    driver.advance(TTL.multipliedBy(2));
    enriched.pipeInput("b", SampleDocuments.scored("b", 0.1).build());

    // Then
    assertThat(result("a")).isEmpty();
    assertThat(result("b")).isPresent();
  }

  @Test
  void aVerdictThatIsNeitherAllowNorBlockBecomesADeadLetter() {
    // When
    reviews.pipeInput("a", review("a", "perhaps"));

    // Then
    assertThat(driver.deadLetters())
        .extracting(letter -> TopologyDriver.header(letter, "lexstream-error-stage"))
        .containsExactly("archive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not Avro", "\u0000\u0000\u0000\u0000\u0063body", "\u0000\u0000"})
  void aVerdictThatCannotBeReadBecomesADeadLetterAndTheNextIsRead(String value) {
    // Given
    decisions.pipeInput("a", decision("a", DecisionKind.REVIEW));

    // When
    driver.input("lexstream.reviews").pipeInput("a".getBytes(UTF_8), value.getBytes(UTF_8));
    reviews.pipeInput("a", review("a", "block"));

    // Then
    assertThat(driver.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(TopologyDriver.header(letter, "lexstream-error-reason"))
                  .isEqualTo("undecodable");
              assertThat(TopologyDriver.header(letter, "lexstream-error-stage"))
                  .isEqualTo("moderation");
              assertThat(TopologyDriver.entry(letter)).isEqualTo("lexstream.reviews-0-0");
              assertThat(letter.value()).isEqualTo(value.getBytes(UTF_8));
            });
    assertThat(state("a")).map(ModerationState::current).contains(DecisionKind.BLOCK);
  }

  @Test
  void aVerdictWithoutValueBecomesADeadLetter() {
    // When
    driver.erase(Topic.REVIEWS, "a");

    // Then
    assertThat(driver.deadLetters())
        .extracting(letter -> TopologyDriver.header(letter, "lexstream-error-reason"))
        .containsExactly("invalid-review");
  }

  @Test
  void aSecondVerdictBecomesADeadLetterUnlessItOverrulesTheFirst() {
    // Given
    decisions.pipeInput("a", decision("a", DecisionKind.REVIEW));
    reviews.pipeInput("a", review("a", "allow"));

    // When
    reviews.pipeInput("a", review("a", "block"));
    var afterSecond = state("a").map(ModerationState::current);
    var overruling = Review.newBuilder(review("a", "block")).setOverrule(true).build();
    reviews.pipeInput("a", overruling);

    // Then
    assertThat(afterSecond).contains(DecisionKind.ALLOW);
    assertThat(state("a")).map(ModerationState::current).contains(DecisionKind.BLOCK);
    assertThat(driver.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(TopologyDriver.header(letter, "lexstream-error-reason"))
                  .isEqualTo("verdict-exists");
              assertThat(TopologyDriver.header(letter, "lexstream-error-stage"))
                  .isEqualTo("archive");
              assertThat(TopologyDriver.header(letter, "__streams.errors.message"))
                  .isEqualTo(
                      "document a already has the verdict allow: set overrule to replace it");
            });
  }

  private Optional<ModerationState> state(String id) {
    return get(Archive.MODERATION_STATES, id);
  }

  private Optional<EnrichedDocument> result(String id) {
    return get(Archive.RESULTS, id);
  }

  private <V> Optional<V> get(String store, String id) {
    WindowStore<String, V> entries = driver.driver().getWindowStore(store);
    return ExpiringStore.get(entries, id);
  }

  private static Decision decision(String id, DecisionKind kind) {
    return Decision.newBuilder()
        .setId(id)
        .setAction(kind.text())
        .setRule("rule")
        .setDecidedAt(TopologyDriver.START)
        .build();
  }

  private static Review review(String id, String verdict) {
    return Review.newBuilder()
        .setId(id)
        .setVerdict(verdict)
        .setReviewedAt(TopologyDriver.START)
        .build();
  }
}
