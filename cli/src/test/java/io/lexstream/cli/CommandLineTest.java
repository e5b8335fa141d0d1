package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CommandLineTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "'', name a command",
    "enrich, Missing required parameter",
    "enrich a b, Unmatched argument",
    "enrich --nonsense a, Unknown option",
    "bake, Unmatched argument",
    "topics, name a command",
    "topics create, Missing required option",
  })
  void wrongArgumentsGiveOneLineAndExitCodeTwo(String call, String message) {
    // When
    int exitCode = run(call.isEmpty() ? new String[0] : call.split(" "));

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message).contains("--help").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpGoesToStandardOutput() {
    // When
    int exitCode = run("enrich", "--help");

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("--dead", "--timings");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aMissingInputIsReported() throws Exception {
    // Given
    var missing = folder.resolve("missing.jsonl").toString();

    // When
    int exitCode = run("enrich", "--model", modelFolder(), missing);

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(missing + " does not exist").hasLineCount(1);
  }

  @Test
  void aMissingModelPackageIsReported() throws Exception {
    // Given
    var file = Files.writeString(folder.resolve("in.jsonl"), "{\"text\": \"a\"}\n").toString();

    // When
    int exitCode = run("enrich", "--model", folder.resolve("none").toString(), file);

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains(folder.resolve("none").toString(), "--model")
        .hasLineCount(1);
  }

  @Test
  void refusesToOverwriteTheInput() throws Exception {
    // Given
    var file = Files.writeString(folder.resolve("in.jsonl"), "{\"text\": \"a\"}\n");

    // When
    int exitCode =
        run("enrich", "--model", modelFolder(), file.toString(), "-o", folder + "/./in.jsonl");

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(file).hasContent("{\"text\": \"a\"}\n");
    assertThat(err.toString()).contains("name another file").hasLineCount(1);
  }

  @Test
  void anOutputThatCannotBeWrittenIsReported() throws Exception {
    // Given
    var file = Files.writeString(folder.resolve("in.jsonl"), "{\"text\": \"a\"}\n").toString();
    var output = folder.resolve("missing/out.jsonl").toString();

    // When
    int exitCode = run("enrich", "--model", modelFolder(), file, "-o", output);

    // Then
    assertThat(exitCode).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("cannot write " + output).hasLineCount(1);
  }

  private String modelFolder() throws Exception {
    var model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("lexstream.yaml"), "name: none\n");
    return model.toString();
  }

  private int run(String... arguments) {
    return Lexstream.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }
}
