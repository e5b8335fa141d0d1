package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.embedded.EmbeddedBroker;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Scale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker; a test job returns results out of order. */
final class LineExchangeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final ByteArrayOutputStream enriched = new ByteArrayOutputStream();
  private final ByteArrayOutputStream dead = new ByteArrayOutputStream();

  private EmbeddedBroker broker;
  private ConnectionSettings connection;
  private RegistrySerdes serdes;
  private UnorderedJob job;

  @BeforeEach
  void startBroker() throws Exception {
    broker = EmbeddedBroker.start(folder);
    connection =
        ConnectionSettings.local(broker.bootstrapServers(), "mock://" + folder.getFileName());
    try (var admin = Admin.create(connection.clientProperties())) {
      admin.createTopics(connection.topics().all(Scale.LOCAL)).all().get();
    }
    serdes = RegistrySerdes.open(connection);
    job = UnorderedJob.start(connection, serdes);
  }

  @AfterEach
  void stopBroker() {
    job.close();
    serdes.close();
    broker.close();
  }

  @Test
  void resultsAreInTheOrderOfTheLines() throws Exception {
    // Given
    var input =
        IntStream.rangeClosed(1, 500).mapToObj(n -> "{\"text\": \"t" + n + "\"}\n").toList();

    // When
    exchange(String.join("", input));

    // Then
    var expected = IntStream.rangeClosed(1, 500).mapToObj(n -> "t" + n).toList();
    assertThat(texts()).isEqualTo(expected);
  }

  @Test
  void aLineIsEitherEnrichedOrDead() throws Exception {
    // Given
    var input = "{\"text\": \"one\"}\n\n{\"text\": \"poison\"}\nbroken\n{\"text\": \"two\"}";

    // When
    exchange(input);

    // Then
    assertThat(texts()).containsExactly("one", "two");
    assertThat(lines(dead))
        .extracting(letter -> letter.get("line").asInt() + " " + letter.get("reason").asText())
        .containsExactly("2 invalid-document", "3 inference-failed", "4 invalid-document");
    assertThat(lines(dead).get(1).get("original").asText()).isEqualTo("{\"text\": \"poison\"}");
    assertThat(lines(dead).get(1).get("entry").asText()).startsWith("lexstream.documents-");
  }

  @Test
  void aDocumentWithoutIdGetsItsLineNumber() throws Exception {
    // When
    exchange("{\"text\": \"one\"}\n{\"id\": \"mine\", \"text\": \"two\"}\n");

    // Then
    assertThat(lines(enriched))
        .extracting(record -> record.get("id").asText())
        .containsExactly("in.jsonl:1", "mine");
  }

  @Test
  void aDocumentTooLargeForItsTopicIsADeadLetter() throws Exception {
    // Given
    var author = "a".repeat(1_400_000);

    // When
    exchange("{\"text\": \"one\", \"author\": \"" + author + "\"}\n{\"text\": \"two\"}\n");

    // Then
    assertThat(texts()).containsExactly("two");
    assertThat(lines(dead).get(0).get("reason").asText()).isEqualTo("too-large");
  }

  @Test
  void aFailingOutputEndsTheExchange() {
    // Given
    var closedPipe =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    // When
    assertThatThrownBy(() -> exchange("{\"text\": \"one\"}\n", closedPipe))

        // Then
        .hasCauseInstanceOf(OutputFailedException.class);
  }

  private void exchange(String input) throws Exception {
    exchange(input, enriched);
  }

  private void exchange(String input, OutputStream output) throws Exception {
    var request =
        new EnrichmentRequest(
            "in.jsonl",
            new ByteArrayInputStream(input.getBytes(UTF_8)),
            output,
            dead,
            List.of(),
            Duration.ZERO);
    try (var exchange =
        LineExchange.start(request, connection, "job", serdes, (line, outcome) -> {})) {
      exchange.end().get(60, SECONDS);
    }
  }

  private List<String> texts() throws Exception {
    return lines(enriched).stream().map(record -> record.get("text").asText()).toList();
  }

  private static List<JsonNode> lines(ByteArrayOutputStream output) throws Exception {
    var parsed = new ArrayList<JsonNode>();
    for (var line : output.toString(UTF_8).lines().toList()) {
      parsed.add(JSON.readTree(line));
    }
    return parsed;
  }
}
