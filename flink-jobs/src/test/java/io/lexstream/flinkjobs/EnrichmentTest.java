package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.DetectedLanguage;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.RegistrySerializer;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichmentTest {

  private static final ConnectionSettings CONNECTION =
      ConnectionSettings.local("unused:1", "mock://enrichment");

  private final List<AnalysisRequest> requests = new CopyOnWriteArrayList<>();
  private final RetryingExecutor codec =
      new RetryingExecutor(
          1, Executors.defaultThreadFactory(), Duration.ofMillis(1), Duration.ofMillis(1));

  @AfterEach
  void close() {
    codec.close();
  }

  @ParameterizedTest
  @CsvSource({"en,en", "en-GB,en", "en_US,en", "' EN ',en", "English,", "eng,", "und,", "'',"})
  void onlyACodeOfIso639CountsAsTheLanguage(String word, String code) {
    // Given
    var document = new Document("id", "a text", null, null, word, null, Map.of());

    // When
    enrichment(analysis()).of(raw(document)).join();

    // Then
    assertThat(requests)
        .extracting(AnalysisRequest::language)
        .containsExactly(Optional.ofNullable(code));
  }

  @Test
  void anAnalysisThatCannotBeAssembledIsADeadLetter() {
    // Given
    Analysis unusable = null;

    // When
    var written = enrichment(unusable).of(raw(TestDocuments.document("id", "a text"))).join();

    // Then
    assertThat(written.topic()).isEqualTo("dead-letters");
  }

  private Enrichment enrichment(Analysis analysis) {
    return new Enrichment(
        codec,
        new DocumentDecoder(RegistryDeserializer.open(CONNECTION, Document.class), 1_000),
        request -> {
          requests.add(request);
          return CompletableFuture.completedFuture(analysis);
        },
        new EnrichedAssembler(Clock.systemUTC()),
        new OutcomeWriter(
            RegistrySerializer.open(CONNECTION, EnrichedDocument.class),
            "enriched",
            1_000_000,
            "dead-letters",
            new RecordMetrics(new RecordingMetricGroup(), Clock.systemUTC())));
  }

  private static Analysis analysis() {
    return new Analysis(
        new DetectedLanguage("en", 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static RawRecord raw(Document document) {
    return new RawRecord(
        "documents",
        0,
        0L,
        0L,
        null,
        TestDocuments.bytes(CONNECTION, document),
        new String[0],
        new byte[0][]);
  }
}
