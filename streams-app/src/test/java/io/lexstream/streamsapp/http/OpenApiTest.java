package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class OpenApiTest {

  private static final String FILE = "/openapi.json";

  @Test
  void theDescriptionIsValidOpenApi() throws Exception {
    // Given
    var options = new ParseOptions();
    options.setResolve(true);
    options.setValidateInternalRefs(true);

    // When
    var parsed =
        new OpenAPIV3Parser()
            .readContents(
                new String(OpenApiTest.class.getResourceAsStream(FILE).readAllBytes(), UTF_8),
                null,
                options);

    // Then
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
  }

  @Test
  void everyReferenceResolves() throws Exception {
    // Given
    var api = new ObjectMapper().readTree(OpenApiTest.class.getResource(FILE));

    // When
    var references = new ArrayList<String>();
    collect(api, references);

    // Then
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(api.at(reference.substring(1)).isMissingNode())
                    .describedAs(reference)
                    .isFalse());
  }

  @Test
  void everyPathOfTheApiIsDescribed() throws Exception {
    // Given
    var api = new ObjectMapper().readTree(OpenApiTest.class.getResource(FILE));

    // When
    var paths = new ArrayList<String>();
    api.path("paths").fieldNames().forEachRemaining(paths::add);

    // Then
    assertThat(paths)
        .containsExactlyInAnyOrder(
            "/v1/documents",
            "/v1/documents/{id}",
            "/v1/insights",
            "/v1/feed",
            "/v1/reviews",
            "/v1/reviews/{id}",
            "/v1/dead-letters",
            "/v1/dead-letters/{id}/replay",
            "/v1/stats",
            "/health/live",
            "/health/ready",
            "/metrics",
            "/openapi.json");
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.isObject() && node.path("$ref").isTextual()) {
      references.add(node.path("$ref").asText());
    }
    StreamSupport.stream(node.spliterator(), false).forEach(child -> collect(child, references));
  }
}
