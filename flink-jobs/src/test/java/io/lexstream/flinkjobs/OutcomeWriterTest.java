package io.lexstream.flinkjobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.Classification;
import io.lexstream.inference.DetectedLanguage;
import io.lexstream.inference.Entity;
import io.lexstream.inference.ModelRef;
import io.lexstream.inference.SkippedTask;
import io.lexstream.inference.Span;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.RegistrySerializer;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutcomeWriterTest {

  private static final ConnectionSettings CONNECTION =
      ConnectionSettings.local("unused:1", "mock://outcome-writer");

  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_001_000L), ZoneOffset.UTC);

  private static final RawRecord RAW =
      new RawRecord(
          "lexstream.documents",
          1,
          42L,
          1_700_000_000_000L,
          "key".getBytes(UTF_8),
          "value".getBytes(UTF_8),
          new String[] {"traceparent", "lexstream-entry"},
          new byte[][] {"00-abc".getBytes(UTF_8), "lexstream.inbox-0-7".getBytes(UTF_8)});

  private static final Analysis ANALYSIS =
      new Analysis(
          new DetectedLanguage("en", 0.9),
          Optional.of(new Classification("positive", 0.8, Map.of("positive", 0.8, "other", 0.2))),
          Optional.empty(),
          Optional.of(List.of(new Entity("Berlin", "LOC", new Span(7, 13), 0.7))),
          Optional.empty(),
          List.of(new ModelRef("lexstream-en", "1.0.0")),
          List.of(new SkippedTask("summary", "too-short")));

  private final RecordingMetricGroup group = new RecordingMetricGroup();

  @Test
  void aResultCarriesAnalysisTimesAndEntry() {
    // Given
    var outcome = enriched();

    // When
    var written = writer(1_000_000).write(RAW, outcome).toProducerRecord();

    // Then
    assertThat(written.topic()).isEqualTo("enriched");
    assertThat(new String(written.key(), UTF_8)).isEqualTo("id");
    assertThat(written.timestamp()).isEqualTo(RAW.timestamp());
    assertThat(header(written, "traceparent")).isEqualTo("00-abc");
    assertThat(header(written, "lexstream-entry")).isEqualTo("lexstream.documents-1-42");
    assertThat(written.headers().headers("lexstream-entry")).hasSize(1);
    var document = TestDocuments.enriched(CONNECTION, written.value());
    assertThat(document.getSentiment().getScores()).containsEntry("other", 0.2);
    assertThat(document.getToxicity()).isNull();
    assertThat(document.getEntities().get(0).getStart()).isEqualTo(7);
    assertThat(document.getSkipped().get(0).getReason()).isEqualTo("too-short");
    assertThat(document.getEventTime().toEpochMilli()).isEqualTo(RAW.timestamp());
    assertThat(document.getEnrichedAt()).isEqualTo(CLOCK.instant());
  }

  @Test
  void aResultLargerThanTheLimitOfItsTopicIsADeadLetter() {
    // Given
    var outcome = enriched();

    // When
    var written = writer(OutcomeWriter.RESERVE_BYTES + 100).write(RAW, outcome).toProducerRecord();

    // Then
    assertThat(written.topic()).isEqualTo("dead-letters");
    assertThat(written.value()).isEqualTo(RAW.value());
    assertThat(header(written, "lexstream-error-reason")).isEqualTo("too-large");
    assertThat(group.count("lexstream.reason=too-large.records_dead")).isEqualTo(1);
    assertThat(group.count("lexstream.records_enriched")).isZero();
  }

  @Test
  void theNamesOfHeadersCountInBytes() {
    // Given
    int names = 500;
    var manyNames = new String[names];
    Arrays.fill(manyNames, "語".repeat(20));
    var raw =
        new RawRecord(
            RAW.topic(), 1, 42L, 0L, RAW.key(), RAW.value(), manyNames, new byte[names][]);

    // When
    var fits = writer(OutcomeWriter.RESERVE_BYTES + names * 64 + 1_000).write(raw, enriched());
    var tooLarge = writer(OutcomeWriter.RESERVE_BYTES + names * 60).write(raw, enriched());

    // Then
    assertThat(fits.topic()).isEqualTo("enriched");
    assertThat(tooLarge.topic()).isEqualTo("dead-letters");
  }

  @Test
  void theLongestErrorFitsIntoTheReserve() {
    // Given
    var failure = new IllegalStateException("m".repeat(10_000), deepStack());

    // When
    var dead = writer(1_000_000).write(RAW, Outcome.Dead.because("inference-failed", failure));

    // Then
    int bytes = 0;
    for (int i = 0; i < dead.headerNames().length; i++) {
      bytes += dead.headerNames()[i].length() + dead.headerValues()[i].length + 10;
    }
    assertThat(bytes).isBetween(DeadLetters.STACKTRACE_BYTES, OutcomeWriter.RESERVE_BYTES);
    assertThat(Topic.DOCUMENTS.largestRecord() + OutcomeWriter.RESERVE_BYTES)
        .isLessThan(Topic.DEAD_LETTERS.largestRecord());
    assertThat(Topic.ENRICHED.largestRecord())
        .isLessThanOrEqualTo(Topic.DEAD_LETTERS.largestRecord());
  }

  @Test
  void aResultThatDoesNotFitItsSchemaIsADeadLetter() {
    // Given
    var document = ((Outcome.Enriched) enriched()).document();
    document.put(document.getSchema().getField("text").pos(), null);

    // When
    var written = writer(1_000_000).write(RAW, new Outcome.Enriched(document)).toProducerRecord();

    // Then
    assertThat(written.topic()).isEqualTo("dead-letters");
    assertThat(written.value()).isEqualTo(RAW.value());
    assertThat(header(written, "lexstream-error-reason")).isEqualTo("inference-failed");
    assertThat(header(written, "__streams.errors.message")).contains("does not match its schema");
  }

  @Test
  void aDeadLetterContainsTheRecordAndTheReason() {
    // Given
    var outcome = Outcome.Dead.because("inference-failed", new IllegalStateException("NaN"));

    // When
    var written = writer(1_000_000).write(RAW, outcome).toProducerRecord();

    // Then
    assertThat(written.topic()).isEqualTo("dead-letters");
    assertThat(written.key()).isEqualTo(RAW.key());
    assertThat(written.value()).isEqualTo(RAW.value());
    assertThat(written.timestamp()).isEqualTo(RAW.timestamp());
    assertThat(header(written, "traceparent")).isEqualTo("00-abc");
    assertThat(header(written, "lexstream-entry")).isEqualTo("lexstream.documents-1-42");
    assertThat(header(written, "lexstream-error-stage")).isEqualTo("enrichment");
    assertThat(header(written, "lexstream-error-reason")).isEqualTo("inference-failed");
    assertThat(header(written, "__streams.errors.message")).isEqualTo("NaN");
    assertThat(header(written, "__streams.errors.exception"))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void resultsAndSkippedTasksAreCounted() {
    // Given
    var writer = writer(1_000_000);

    // When
    writer.write(RAW, enriched());
    writer.write(RAW, enriched());

    // Then
    assertThat(group.count("lexstream.records_enriched")).isEqualTo(2);
    assertThat(group.count("lexstream.task=summary.reason=too-short.tasks_skipped")).isEqualTo(2);
    assertThat(group.histogram("lexstream.end_to_end_ms").getStatistics().getMean())
        .isEqualTo(1_000);
  }

  private static Throwable deepStack() {
    var cause = new IllegalStateException("cause");
    var frame = new StackTraceElement("io.lexstream.Deep", "method", "Deep.java", 1);
    cause.setStackTrace(Collections.nCopies(1_000, frame).toArray(StackTraceElement[]::new));
    return cause;
  }

  private static Outcome enriched() {
    var document = TestDocuments.document("id", "I love Berlin.");
    return new Outcome.Enriched(new EnrichedAssembler(CLOCK).assemble(RAW, document, ANALYSIS));
  }

  private OutcomeWriter writer(int largest) {
    return new OutcomeWriter(
        RegistrySerializer.open(CONNECTION, EnrichedDocument.class),
        "enriched",
        largest,
        "dead-letters",
        new RecordMetrics(group, CLOCK));
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
