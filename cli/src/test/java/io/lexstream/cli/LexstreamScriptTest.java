package io.lexstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.testing.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The {@code lexstream} script with a small program in place of the command. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs bash")
final class LexstreamScriptTest {

  private static final String PROGRAM =
      """
      package io.lexstream.cli;

      public class Lexstream {
        public static void main(String[] arguments) throws Exception {
          switch (arguments[0]) {
            case "exhaust" -> {
              var list = new java.util.ArrayList<byte[]>();
              // An application often catches the error in one thread and goes on.
              var thread = new Thread(() -> { while (true) list.add(new byte[1 << 20]); });
              thread.start();
              thread.join();
              Thread.sleep(600_000);
            }
            case "heap" -> System.out.println(Runtime.getRuntime().maxMemory() >> 20);
            case "temporary" -> System.out.println(System.getProperty("java.io.tmpdir"));
          }
        }
      }
      """;

  @TempDir Path folder;

  private Path home;

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    for (var module :
        List.of(
            "settings",
            "embedded",
            "schemas",
            "inference",
            "flink-jobs",
            "streams-app",
            "platform",
            "evaluation",
            "cli")) {
      Files.createDirectory(home.resolve(module));
    }
    Files.createFile(home.resolve("pom.xml"));
    Files.copy(ProjectFiles.script(), home.resolve("lexstream"));
    var target = Files.createDirectories(home.resolve("cli/target/lib")).getParent();
    writeProgram(target.resolve("lexstream-cli-test.jar"));
    writeProgram(target.resolve("lib/empty.jar"));
    Files.createFile(target.resolve("lexstream.built"));
  }

  private void writeProgram(Path jar) throws IOException {
    var source = Files.writeString(folder.resolve("Lexstream.java"), PROGRAM);
    var classes = folder.resolve("classes");
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler.run(null, null, null, "-d", classes.toString(), source.toString()))
        .isZero();
    var name = "io/lexstream/cli/Lexstream.class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      out.write(Files.readAllBytes(classes.resolve(name)));
    }
  }

  @Test
  @Timeout(60)
  void anExhaustedHeapEndsTheProcessWithOneLine() throws Exception {
    // When
    var result = run(Map.of("LEXSTREAM_HEAP", "32m"), "exhaust");

    // Then
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).isEmpty();
    assertThat(result.error())
        .contains(
            "lexstream: heap memory exhausted, exiting: set LEXSTREAM_HEAP to a larger size, such as 4g\n")
        .doesNotContain("\tat ");
  }

  @Test
  void theHeapCanBeSet() throws Exception {
    // When
    var heap = run(Map.of(), "heap").output();
    var variable = run(Map.of("LEXSTREAM_HEAP", "200m"), "heap").output();
    var options = run(Map.of("JDK_JAVA_OPTIONS", "-Xmx300m -Da=b"), "heap").output();
    var both =
        run(Map.of("JDK_JAVA_OPTIONS", "-Xmx300m", "LEXSTREAM_HEAP", "200m"), "heap").output();

    // Then
    assertThat(List.of(heap, variable, options, both).stream().map(LexstreamScriptTest::tens))
        .containsExactly(tens("742"), tens("193"), tens("290"), tens("193"));
  }

  /** The JVM subtracts a survivor space from the size that is set, so only the order matters. */
  private static int tens(String megabytes) {
    return Integer.parseInt(megabytes.strip()) / 10;
  }

  @Test
  void eachProcessHasItsOwnTemporaryFolder() throws Exception {
    // Given
    var parent = Files.createDirectory(folder.resolve("parent"));

    // When
    var first = run(Map.of("TMPDIR", parent.toString()), "temporary").output().strip();
    var second = run(Map.of("TMPDIR", parent.toString()), "temporary").output().strip();

    // Then
    assertThat(first).startsWith(parent + "/lexstream-run-").isNotEqualTo(second);
    assertThat(Path.of(first)).isDirectory();
  }

  @Test
  void aTemporaryFolderThatCannotBeCreatedIsReported() throws Exception {
    // When
    var result = run(Map.of("TMPDIR", folder.resolve("missing").toString()), "temporary");

    // Then
    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.error()).endsWith("set TMPDIR to another folder\n");
  }

  private record Result(int exitCode, String output, String error) {}

  private Result run(Map<String, String> variables, String... arguments) throws Exception {
    var output = folder.resolve("output");
    var error = folder.resolve("error");
    var process = new ProcessBuilder(home.resolve("lexstream").toString());
    process.command().addAll(List.of(arguments));
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    process.environment().put("TMPDIR", folder.toString());
    process.environment().putAll(variables);
    var started = process.redirectOutput(output.toFile()).redirectError(error.toFile()).start();
    boolean ended = started.waitFor(50, TimeUnit.SECONDS);
    started.destroyForcibly();
    assertThat(ended).as("process ended").isTrue();
    return new Result(
        started.exitValue(), Files.readString(output, UTF_8), Files.readString(error, UTF_8));
  }
}
