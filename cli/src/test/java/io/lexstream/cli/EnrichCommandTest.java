package io.lexstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.testing.ProjectFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** From a file through Kafka, Flink and a small real graph to output files. */
@Isolated("sets java.io.tmpdir")
final class EnrichCommandTest {

  /** Recognizes a few words, fails on one of them and gives NaN for another. */
  private static final Path TINY_MODEL = ProjectFiles.tinyModel();

  private static final String FAILING_WORD = "xqzpoison";
  private static final String NOT_A_NUMBER = "xqznan";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  @TempDir Path temporary;

  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private final Map<String, String> expectedTexts = new TreeMap<>();
  private final List<String> expectedIds = new ArrayList<>();
  private final Map<Integer, String> expectedDead = new TreeMap<>();

  private int lines;
  private String systemTemporary;

  @BeforeEach
  void useOwnTemporaryFolder() {
    systemTemporary = System.setProperty("java.io.tmpdir", temporary.toString());
  }

  @AfterEach
  void restoreTemporaryFolder() {
    System.setProperty("java.io.tmpdir", systemTemporary);
  }

  @Test
  void everyLineGivesOneResultOrOneDeadLetter() throws Exception {
    // Given
    input.write("\uFEFF".getBytes(UTF_8));
    good("Tim loves Berlin.");
    bad("{\"text\": \"broken", "invalid-document text");
    bad("{\"id\": \"no-text\"}", "invalid-document text");
    good("The first neighbour is fine.");
    bad("{\"text\": \"  \\t \\u3000 \"}", "invalid-document text");
    bad("{\"text\": 42}", "invalid-document text");
    bad("{\"text\": null}", "invalid-document text");
    bad("[\"text\"]", "invalid-document -");
    bad("{\"text\": \"" + "a".repeat(5_000_000) + "\"}", "too-large -");
    good("A neighbour of a line of 5 MB.");
    bad("{\"text\": \"" + "b".repeat(600_000) + "\"}", "too-large text");
    bad(
        new byte[] {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xC3, '(', '"', '}'},
        "invalid-document text");
    good(
        "\uD83D\uDE80\uD83D\uDE80 Berlin \u2764\uFE0F \uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 Tim");
    good("\u6211\u7231\u5317\u4EAC\uFF0C\u4E5F\u7231 Berlin\u3002");
    good("e\u0301" + "\u0301\u0323".repeat(5_000) + " Berlin");
    good("before\u0000after \u0007 Berlin");
    line("{\"id\": \"surrogates\", \"text\": \"\\ud800 Berlin \\udc00\\ud83d\\ude80\"}");
    expect("surrogates", "\uFFFD Berlin \uFFFD\uD83D\uDE80");
    good("\u202Eright-to-left\u202C \u05E9\u05DC\u05D5\u05DD Berlin \u200F");
    bad("", "invalid-document -");
    good("word ".repeat(59_999) + "Berlin");
    line("{\"id\": \"twin\", \"text\": \"One of two.\"}");
    expect("twin", "One of two.");
    line("{\"id\": \"twin\", \"text\": \"One of two.\"}");
    expectedIds.add("twin");
    line(
        "{\"id\": \"extra\", \"text\": \"Has more.\", \"colour\": {\"red\": [1, 2]}, \"size\": 4}");
    expect("extra", "Has more.");
    line("{\"id\": \"crlf\", \"text\": \"Ends as on Windows.\"}\r");
    expect("crlf", "Ends as on Windows.");
    bad("\r", "invalid-document -");
    bad("{\"text\": \"This is " + FAILING_WORD + ".\"}", "inference-failed -");
    bad("{\"text\": \"This is " + NOT_A_NUMBER + ".\"}", "inference-failed -");
    good("The last neighbour is fine, too.");
    line("{\"text\": \"A line without id and without end.\"}");
    expect("in.jsonl:" + lines, "A line without id and without end.");

    // When
    int exitCode = enrich(withoutLastLineEnd());

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    var enriched = read("out.jsonl");
    assertThat(enriched).extracting(record -> record.get("id").asText()).isEqualTo(expectedIds);
    for (var record : enriched) {
      assertThat(record.get("text").asText())
          .isEqualTo(expectedTexts.get(record.get("id").asText()));
      assertSlicesAreExact(record);
    }
    assertThat(deadLines()).isEqualTo(expectedDead);
    assertThat(err.toString())
        .contains("enriched " + expectedIds.size() + ", dead " + expectedDead.size())
        .contains("dead letters are in");
  }

  @Test
  void aRunWithoutDeadLettersSucceedsAndLeavesNoFiles() throws Exception {
    // Given
    good("Tim loves Berlin.");

    // When
    int exitCode = enrich(input.toByteArray());

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(temporary).isEmptyDirectory();
    assertThat(Files.size(folder.resolve("dead.jsonl"))).isZero();
  }

  @Test
  void anEmptyFileGivesNoResults() throws Exception {
    // When
    int exitCode = enrich(new byte[0]);

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(read("out.jsonl")).isEmpty();
    assertThat(err.toString()).contains("enriched 0, dead 0");
  }

  @Test
  void aBrokenModelPackageIsReportedInOneLine() throws Exception {
    // Given
    good("Tim loves Berlin.");
    var model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("lexstream.yaml"), "name: broken\n");

    // When
    int exitCode = enrich(input.toByteArray(), model);

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains(model + "/lexstream.yaml").hasLineCount(1);
  }

  private void good(String text) throws IOException {
    var id = "line-" + (lines + 1);
    line(JSON.writeValueAsString(Map.of("id", id, "text", text)));
    expect(id, text);
  }

  private void expect(String id, String text) {
    expectedIds.add(id);
    expectedTexts.put(id, text);
  }

  private void bad(String line, String reasonAndField) throws IOException {
    bad(line.getBytes(UTF_8), reasonAndField);
  }

  private void bad(byte[] line, String reasonAndField) throws IOException {
    line(line);
    expectedDead.put(lines, reasonAndField);
  }

  private void line(String line) throws IOException {
    line(line.getBytes(UTF_8));
  }

  private void line(byte[] line) throws IOException {
    input.write(line);
    input.write('\n');
    lines++;
  }

  private byte[] withoutLastLineEnd() {
    var bytes = input.toByteArray();
    return Arrays.copyOf(bytes, bytes.length - 1);
  }

  private int enrich(byte[] lines) throws IOException {
    return enrich(lines, TINY_MODEL);
  }

  private int enrich(byte[] lines, Path model) throws IOException {
    var file = Files.write(folder.resolve("in.jsonl"), lines);
    return Lexstream.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err, true))
        .execute(
            "enrich",
            file.toString(),
            "--model",
            model.toString(),
            "-o",
            folder.resolve("out.jsonl").toString(),
            "--dead",
            folder.resolve("dead.jsonl").toString());
  }

  private List<JsonNode> read(String file) throws IOException {
    var records = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(folder.resolve(file))) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  private Map<Integer, String> deadLines() throws IOException {
    var dead = new TreeMap<Integer, String>();
    for (var letter : read("dead.jsonl")) {
      var field = letter.has("field") ? letter.get("field").asText() : "-";
      dead.put(letter.get("line").asInt(), letter.get("reason").asText() + " " + field);
    }
    return dead;
  }

  private static void assertSlicesAreExact(JsonNode record) {
    var text = record.get("text").asText();
    for (var entity : record.path("entities")) {
      assertThat(slice(text, entity)).isEqualTo(entity.get("text").asText());
    }
    for (var sentence : record.path("summary").path("sentences")) {
      assertThat(record.at("/summary/text").asText()).contains(slice(text, sentence).strip());
    }
  }

  private static String slice(String text, JsonNode span) {
    return text.substring(
        text.offsetByCodePoints(0, span.get("start").asInt()),
        text.offsetByCodePoints(0, span.get("end").asInt()));
  }
}
