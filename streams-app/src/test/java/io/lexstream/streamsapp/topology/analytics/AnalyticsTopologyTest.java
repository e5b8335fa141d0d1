package io.lexstream.streamsapp.topology.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.EntityCount;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.streamsapp.SampleDocuments;
import io.lexstream.streamsapp.topology.TopologyDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnalyticsTopologyTest {

  private static final Instant NOON = TopologyDriver.START;

  private final TopologyDriver driver = new TopologyDriver(AnalyticsTopology::define);
  private final TestInputTopic<String, EnrichedDocument> enriched =
      driver.input(Topic.ENRICHED, EnrichedDocument.class);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void countsDocumentsSentimentToxicityAndEntitiesOfAMinuteAndOfItsHour() {
    // Given
    var start = NOON.minusSeconds(600);

    // When
    see(SampleDocuments.scored("a", 0.9), start);
    see(SampleDocuments.scored("b", 0.1), start.plusSeconds(59));
    see(SampleDocuments.scored("c", 0.1), start.plusSeconds(60));

    // Then
    var minute = insight(InsightWindow.MINUTE, "reviews", "en", start);
    assertThat(minute.getDocuments()).isEqualTo(2);
    assertThat(minute.getSentiments()).isEqualTo(Map.of("positive", 2L));
    assertThat(minute.getToxic()).isEqualTo(1);
    assertThat(minute.getToxicShare()).isCloseTo(0.5, within(1e-9));
    assertThat(minute.getTopEntities())
        .containsExactly(
            new EntityCount("Berlin", "LOC", 2L), new EntityCount("Tim Cook", "PER", 2L));
    assertThat(minute.getWindowEnd()).isEqualTo(start.plusSeconds(60));
    var hour = insight(InsightWindow.HOUR, "reviews", "en", NOON.minusSeconds(3600));
    assertThat(hour.getDocuments()).isEqualTo(3);
  }

  @Test
  void countsSourcesAndLanguagesSeparately() {
    // When
    see(SampleDocuments.scored("a", 0.1), NOON);
    see(SampleDocuments.unsupported("b"), NOON);

    // Then
    assertThat(insight(InsightWindow.MINUTE, "reviews", "en", NOON).getDocuments()).isEqualTo(1);
    var italian = insight(InsightWindow.MINUTE, null, "it", NOON);
    assertThat(italian.getDocuments()).isEqualTo(1);
    assertThat(italian.getToxicShare()).isNull();
    assertThat(italian.getSentiments()).isEmpty();
  }

  @Test
  void anEventTimeInTheFarFutureDoesNotAffectOtherWindows() {
    // Given
    see(SampleDocuments.scored("a", 0.1), NOON);

    // When
    see(SampleDocuments.scored("b", 0.1), Instant.parse("3000-01-01T00:00:00Z"));
    see(SampleDocuments.scored("c", 0.1), NOON.minusSeconds(3600));
    see(SampleDocuments.scored("d", 0.1), NOON);

    // Then
    assertThat(insight(InsightWindow.MINUTE, "reviews", "en", NOON).getDocuments()).isEqualTo(3);
    assertThat(
            insight(InsightWindow.MINUTE, "reviews", "en", NOON.minusSeconds(3600)).getDocuments())
        .isEqualTo(1);
  }

  @Test
  void aRecordTimestampInTheFarFutureDoesNotAffectOtherWindows() {
    // When
    enriched.pipeInput(
        "a", SampleDocuments.scored("a", 0.1).build(), Instant.parse("3000-01-01T00:00:00Z"));
    enriched.pipeInput("b", SampleDocuments.scored("b", 0.1).build(), NOON);

    // Then
    assertThat(insight(InsightWindow.MINUTE, "reviews", "en", NOON).getDocuments()).isEqualTo(2);
  }

  @Test
  void countsEventsThatArriveADayLateInTheirOwnWindow() {
    // Given
    see(SampleDocuments.scored("a", 0.1), NOON);

    // When
    see(SampleDocuments.scored("b", 0.1), NOON.minus(Duration.ofHours(20)));

    // Then
    assertThat(
            insight(InsightWindow.MINUTE, "reviews", "en", NOON.minus(Duration.ofHours(20)))
                .getDocuments())
        .isEqualTo(1);
  }

  @Test
  void countsDecisionsByKind() {
    // Given
    var decisions = driver.input(Topic.DECISIONS, Decision.class);
    var decision =
        Decision.newBuilder()
            .setId("a")
            .setSource("reviews")
            .setLanguage("en")
            .setAction("block")
            .setRule("r")
            .setDecidedAt(NOON)
            .setEventTime(NOON.minusSeconds(120))
            .build();

    // When
    decisions.pipeInput("a", decision, NOON);

    // Then
    assertThat(
            insight(InsightWindow.MINUTE, "reviews", "en", NOON.minusSeconds(120)).getDecisions())
        .isEqualTo(Map.of("block", 1L));
  }

  @Test
  void countsDeadLettersByReason() {
    // Given
    var headers =
        DeadLetters.headersFor(
            new RecordHeaders(),
            new EntryId("lexstream.inbox", 0, 0),
            Stage.INTAKE,
            DeadLetterReason.INVALID_DOCUMENT,
            "text is missing");

    // When
    driver
        .input("lexstream.dead-letters")
        .pipeInput(new TestRecord<>(null, "{}".getBytes(UTF_8), headers, NOON));

    // Then
    assertThat(insight(InsightWindow.MINUTE, null, null, NOON).getDeadLetters())
        .isEqualTo(Map.of("invalid-document", 1L));
  }

  @Test
  void doesNotCountAnErasure() {
    // When
    driver.erase(Topic.ENRICHED, "a");

    // Then
    assertThat(driver.output(Topic.INSIGHTS, Insight.class).isEmpty()).isTrue();
  }

  private void see(EnrichedDocument.Builder document, Instant eventTime) {
    enriched.pipeInput(document.getId(), document.setEventTime(eventTime).build(), NOON);
  }

  /** The last insight written for a window. */
  private Insight insight(InsightWindow window, String source, String language, Instant start) {
    if (insights == null) {
      insights = driver.output(Topic.INSIGHTS, Insight.class).readKeyValuesToMap();
    }
    var key =
        (source == null ? "{" : "{\"source\":\"" + source + "\",")
            + (language == null ? "" : "\"language\":\"" + language + "\",")
            + "\"window\":\""
            + window.text()
            + "\",\"start\":"
            + start.toEpochMilli()
            + "}";
    assertThat(insights).containsKey(key);
    return insights.get(key);
  }

  private Map<String, Insight> insights;
}
