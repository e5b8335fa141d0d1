package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.testing.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both default packages in one run on a file with three languages. */
final class MixedLanguagesTest {

  private static final Path ENGLISH = ProjectFiles.defaultModel("en");
  private static final Path CHINESE = ProjectFiles.defaultModel("zh");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void eachLineUsesThePackageOfItsLanguageAndOthersAreUnsupported() throws IOException {
    // Given
    var file =
        Files.writeString(
            folder.resolve("in.jsonl"),
            """
            {"text": "Tim Cook opened a wonderful new store in Berlin, and everybody loved it."}
            {"text": "我们在北京住了三天，房间很干净，早餐丰富，服务员也很热情，下次还会再来。"}
            {"text": "Le nouveau magasin de Lyon est magnifique, mais les prix sont beaucoup trop élevés."}
            {"text": "位於台北的這家飯店，房間又髒又吵，服務態度極差，再也不會來住了。"}
            {"text": "Worst purchase of my life, it broke after one week in London."}
            """);

    // When
    int exitCode = enrich(file);

    // Then
    var records = records();
    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(records)
        .extracting(MixedLanguagesTest::summed)
        .containsExactly(
            "en lexstream-en positive Tim Cook Berlin",
            "zh lexstream-zh positive 北京",
            "fr unsupported-language",
            "zh lexstream-zh negative 台北",
            "en lexstream-en negative London");
  }

  private int enrich(Path file) {
    return Lexstream.commandLine(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()))
        .execute(
            "enrich",
            file.toString(),
            "--model",
            ENGLISH.toString(),
            "--model",
            CHINESE.toString(),
            "-o",
            folder.resolve("out.jsonl").toString(),
            "--dead",
            folder.resolve("dead.jsonl").toString());
  }

  private List<JsonNode> records() throws IOException {
    var records = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(folder.resolve("out.jsonl"))) {
      records.add(JSON.readTree(line));
    }
    return records;
  }

  /** Language, package, sentiment and entities, or why a task was skipped. */
  private static String summed(JsonNode record) {
    var words = new ArrayList<String>();
    words.add(record.at("/language/code").asText());
    if (record.has("sentiment")) {
      words.add(record.at("/models/0/name").asText());
      words.add(record.at("/sentiment/label").asText());
      record.get("entities").forEach(entity -> words.add(entity.get("text").asText()));
    } else {
      words.add(record.at("/skipped/0/reason").asText());
    }
    return String.join(" ", words);
  }
}
