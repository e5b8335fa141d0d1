package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyTestCommandTest {

  private static final String POLICY =
      """
      default: allow
      when-missing: review
      rules:
        - name: rude
          when:
            toxicity: {label: toxic, at-least: 0.5}
          then: block
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsTheDecisionOfEachDocument() throws Exception {
    // Given
    var policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    var documents =
        Files.writeString(
            folder.resolve("documents.jsonl"),
            document("kind", "clean", 0.1) + document("rude-one", "toxic", 0.9));

    // When
    int exitCode = run("policy", "test", policy.toString(), documents.toString());

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("allow").contains("default", "kind"),
            line -> assertThat(line).startsWith("block").contains("rude", "rude-one"));
    assertThat(err.toString()).isEqualToIgnoringNewLines("allow 1, review 0, block 1");
  }

  @Test
  void usesSamplesWithoutDocuments() throws Exception {
    // Given
    var policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);

    // When
    int exitCode = run("policy", "test", policy.toString());

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("abuse-1", "third-language");
  }

  @Test
  void anInvalidPolicyIsReportedWithItsLine() throws Exception {
    // Given
    var policy =
        Files.writeString(
            folder.resolve("policy.yaml"), POLICY.replace("then: block", "then: ban"));

    // When
    int exitCode = run("policy", "test", policy.toString());

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("policy.yaml:7: ").hasLineCount(1);
  }

  @Test
  void anInvalidDocumentIsReportedWithItsLine() throws Exception {
    // Given
    var policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    var documents =
        Files.writeString(folder.resolve("documents.jsonl"), document("a", "clean", 0) + "{\n");

    // When
    int exitCode = run("policy", "test", policy.toString(), documents.toString());

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).contains("documents.jsonl: line 2 is not an enriched document");
  }

  @Test
  void aMissingFileIsReported() {
    // When
    int exitCode = run("policy", "test", folder.resolve("missing.yaml").toString());

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("missing.yaml").hasLineCount(1);
  }

  private static String document(String id, String label, double toxic) {
    return """
        {"id": "%s", "text": "Words.", "toxicity": {"label": "%s", "score": 0.9, \
        "scores": {"clean": %s, "toxic": %s}}, "models": [], "skipped": [], \
        "enrichedAt": "2026-01-01T00:00:00Z"}
        """
        .formatted(id, label, 1 - toxic, toxic);
  }

  private int run(String... arguments) {
    return Lexstream.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }
}
