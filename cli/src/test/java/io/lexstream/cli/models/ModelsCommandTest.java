package io.lexstream.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ModelsCommandTest {

  private static final String DESCRIPTION =
      """
      name: small
      version: 1.2.3
      languages: [en, de]
      license: MIT
      graph: {file: model.onnx, sha256: 00}
      tokenizer: {file: tokenizer.json}
      maxTokens: 64
      heads:
      - {task: sentiment, output: s, labels: [negative, positive], temperature: 1.5}
      - {task: entities, output: e, labels: [O, PER], transitions: [[0, 0], [0, 0]]}
      - {task: sentence-vectors, output: v, sentences: sentence_ids}
      """;

  @TempDir Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "'', name a command",
    "inspect, Missing required parameter",
    "inspect nowhere, nowhere is neither",
    "eval nowhere, Missing required option",
    "eval nowhere --data nowhere, nowhere is not a folder",
    "eval nowhere --data . --rows 0, must be at least 1",
  })
  void wrongArgumentsAreRejected(String call, String message) {
    // When
    int exitCode = run(call.isEmpty() ? new String[0] : call.split(" "));

    // Then
    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aBrokenPackageIsDescribedAnyway() throws IOException {
    // Given
    var folder = packageIn(home.resolve("models/en"));
    Files.writeString(folder.resolve("model.onnx"), "none");

    // When
    int exitCode = run("inspect", folder.toString());

    // Then
    assertThat(exitCode).isNotZero();
    assertThat(out.toString())
        .contains("small", "1.2.3", "en, de", "MIT", "64", "sha256 DIFFERS", "missing")
        .contains("| sentiment | s | negative, positive |  | 1.5 |  |  |")
        .contains("| entities | e | O, PER |  |  |  | yes |")
        .doesNotContain("opens");
    assertThat(err.toString()).contains("model.onnx has SHA-256");
  }

  @Test
  void findsPackagesByFolderNameAndPath() throws IOException {
    // Given
    var folder = packageIn(home.resolve("models/en"));
    var elsewhere = packageIn(home.resolve("mine"));
    Files.createDirectories(home.resolve("models/recipes"));
    var installed = new InstalledPackages(home);

    // Then
    assertThat(installed.folders()).containsExactly(folder);
    assertThat(installed.find("en")).contains(folder);
    assertThat(installed.find("small")).contains(folder);
    assertThat(installed.find(elsewhere.toString())).contains(elsewhere);
    assertThat(installed.find("recipes")).isEmpty();
  }

  @Test
  void aBrokenPackageDoesNotHideOthers() throws IOException {
    // Given
    var broken = Files.createDirectories(home.resolve("models/broken"));
    Files.writeString(broken.resolve("lexstream.yaml"), "heads: {");
    var folder = packageIn(home.resolve("models/en"));

    // When
    var found = new InstalledPackages(home).find("small");

    // Then
    assertThat(found).contains(folder);
  }

  @Test
  void sentenceVectorsAreListedAsSummary() throws IOException {
    // When
    var description = PackageDescription.read(packageIn(home)).orElseThrow();

    // Then
    assertThat(description.tasks()).containsExactly("sentiment", "entities", "summary");
  }

  private static Path packageIn(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("lexstream.yaml"), DESCRIPTION);
    return folder;
  }

  private int run(String... arguments) {
    return new CommandLine(new ModelsCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
