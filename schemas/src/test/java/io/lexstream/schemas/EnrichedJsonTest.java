package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class EnrichedJsonTest {

  @Test
  void writesTheDocumentedForm() {
    // When
    var line = EnrichedJson.line(Samples.enriched("When asked, Tim Cook said \"no\"\n日本."));

    // Then
    assertThat(line)
        .isEqualTo(
            """
            {"id":"d-1","source":"reviews","author":"ann","text":"When asked, Tim Cook said \\"no\\"\\n日本.",\
            "language":{"code":"en","score":0.99},\
            "sentiment":{"label":"positive","score":0.97,"scores":{"positive":0.97,"neutral":0.02,"negative":0.01,"a-label-of-tomorrow":0.0},"disguised":true},\
            "entities":[{"text":"Tim Cook","type":"PER","start":12,"end":20,"score":0.99}],\
            "summary":{"text":"In short.","method":"extractive","sentences":[{"start":0,"end":9,"score":0.7}]},\
            "models":[{"name":"lexstream-en","version":"1.0.0"}],\
            "skipped":[{"task":"toxicity","reason":"unsupported-language"}],\
            "eventTime":"2026-01-31T12:00:00Z","enrichedAt":"2026-01-31T12:00:00.125Z",\
            "attributes":{"shop":"7"}}""");
  }

  @Test
  void leavesOutAbsentPartsButNotEmptyResults() {
    // Given
    var bare = EnrichedDocument.newBuilder().setId("a").setText("b").setEntities(List.of()).build();

    // When / Then
    assertThat(EnrichedJson.line(bare))
        .isEqualTo("{\"id\":\"a\",\"text\":\"b\",\"entities\":[],\"models\":[],\"skipped\":[]}");
  }

  @Test
  void readsWhatItWrites() {
    // Given
    var enriched = Samples.enriched("text");

    // When / Then
    assertThat(EnrichedJson.read(EnrichedJson.write(enriched))).isEqualTo(enriched);
  }

  @Test
  void readsAnAttributeWithTheLongestName() {
    // Given
    var name = "n".repeat(DocumentDraft.LARGEST_ATTRIBUTES);
    var enriched =
        EnrichedDocument.newBuilder(Samples.enriched("t")).setAttributes(Map.of(name, "")).build();

    // When / Then
    assertThat(EnrichedJson.read(EnrichedJson.write(enriched))).isEqualTo(enriched);
  }

  @Test
  void writesALoneSurrogateAsAReplacementCharacter() {
    // Given
    var enriched = EnrichedDocument.newBuilder().setId("a").setText("b\uD800c").build();

    // When / Then
    assertThat(EnrichedJson.line(enriched)).contains("\"text\":\"b\uFFFDc\"");
  }

  @Test
  void namesTheMissingFieldOfAnInvalidDocument() {
    // When / Then
    assertThatThrownBy(() -> EnrichedJson.read("{\"id\": \"a\"}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an enriched document: text is missing");
    assertThatThrownBy(() -> EnrichedJson.read("{".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON");
  }

  @Property
  void keepsCodePointsAndNumbers(
      @ForAll("unicode") String text, @ForAll @DoubleRange(max = 1) double score) throws Exception {
    // Given
    var enriched =
        EnrichedDocument.newBuilder()
            .setId(text)
            .setText(text)
            .setToxicity(
                new Classification(text, score, new LinkedHashMap<>(Map.of(text, score)), false))
            .setEntities(List.of(new Entity(text, text, 0, 7, score)))
            .setAttributes(new LinkedHashMap<>(Map.of(text, text)))
            .build();

    // When
    var line = EnrichedJson.write(enriched);

    // Then
    assertThat(EnrichedJson.read(line)).isEqualTo(enriched);
    assertThat(new ObjectMapper().readTree(line).get("text").asText().codePoints().toArray())
        .isEqualTo(text.codePoints().toArray());
    assertThat(new String(line, UTF_8)).doesNotContain("\n", "\r");
  }

  @Provide
  Arbitrary<String> unicode() {
    return Arbitraries.strings().all().ofMaxLength(60).map(WellFormedText::of);
  }
}
