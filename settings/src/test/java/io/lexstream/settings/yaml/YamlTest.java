package io.lexstream.settings.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"1.10", "010", "1e3", "0x1F", "yes", "no", "true", "2026-01-01", "1_000", ".5"})
  void keepsPlainValuesAsWritten(String text) {
    // When
    var node = Yaml.parse("key: " + text);

    // Then
    assertThat(node.toJava()).isEqualTo(Map.of("key", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key:", "key: ~", "key: null", "{key: null}", "{\"key\": null}"})
  void readsAbsentValuesAsNull(String yaml) {
    // When
    var mapping = (YamlNode.Mapping) Yaml.parse(yaml);

    // Then
    assertThat(mapping.entries().get(0).value().isNull()).isTrue();
    assertThat(mapping.entries().get(0).value().toJava()).isNull();
  }

  @Test
  void readsQuotedNullAsText() {
    // When
    var node = Yaml.parse("[\"null\", '~', '']");

    // Then
    assertThat(node.toJava()).isEqualTo(List.of("null", "~", ""));
  }

  @Test
  void readsNestedListsAndMappingsInOrder() {
    // Given
    var yaml =
        """
        name: en
        heads:
          - {task: sentiment, labels: [negative, positive]}
          - task: toxicity
            labels:
              - clean
              - toxic
        text: |
          two
          lines
        """;

    // When
    var node = Yaml.parse(yaml);

    // Then
    assertThat(node.toJava())
        .isEqualTo(
            Map.of(
                "name",
                "en",
                "heads",
                List.of(
                    Map.of("task", "sentiment", "labels", List.of("negative", "positive")),
                    Map.of("task", "toxicity", "labels", List.of("clean", "toxic"))),
                "text",
                "two\nlines\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "name, 1",
    "'heads', 2",
    "'heads,1', 4",
    "'heads,1,task', 4",
    "'heads,1,x', 4",
    "'heads,9', 3",
    "'heads,1,labels,0', 5",
    "'x,y', 1"
  })
  void findsTheLineOfAPath(String path, int line) {
    // Given
    var node =
        Yaml.parse(
            """
            name: en
            heads:
              - {task: sentiment}
              - task: toxicity
                labels: [clean, toxic]
            """);
    var steps =
        Arrays.stream(path.split(","))
            .filter(step -> !step.isEmpty())
            .map(step -> step.matches("\\d") ? (Object) Integer.valueOf(step) : step)
            .toList();

    // When / Then
    assertThat(node.lineOf(steps)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# a comment\n", "---\n", "\n\n"})
  void readsAnEmptyDocumentAsNull(String yaml) {
    // When / Then
    assertThat(Yaml.parse(yaml).isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1\\na: 2 | x line 2: duplicate key 'a': remove one",
        "a: {b: 1,\\n b: 2} | x line 2: duplicate key 'b': remove one",
        "a: &one 1\\nb: *one | x line 2: alias *one: write the value itself",
        "a: &one {b: 1}\\nc:\\n  <<: *one | x line 3: alias *one: write the value itself",
        "a: 1\\n--- | x line 2: the file has a second YAML document: keep one",
        "a: !!binary aGk= | x line 1: tag tag:yaml.org,2002:binary is not supported: remove it",
        "a: !mine {b: 1} | x line 1: tag !mine is not supported: remove it",
        "? [a, b]\\n: 1 | x line 1: a key must be text, not a list or a mapping",
      })
  void rejectsWhatIsAmbiguous(String yaml, String message) {
    // When / Then
    assertThatThrownBy(() -> Yaml.parse(yaml.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            YamlException.class, e -> assertThat(e.messageFor("x")).isEqualTo(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: [", "a: b: c", "{", "\"unclosed", "a:\n\t- b", "a: \"\\q\"", "%", "a: \u0000"})
  void saysInOneLineThatTextIsNotYaml(String text) {
    // When / Then
    assertThatThrownBy(() -> Yaml.parse(text))
        .isInstanceOf(YamlException.class)
        .hasMessageStartingWith("not YAML: ")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void rejectsDeepNestingOfAnySize() {
    // Given
    var bombs =
        List.of("[".repeat(65), "[".repeat(100_000), "{a: ".repeat(1_000), "- ".repeat(1_000));

    // When / Then
    for (var bomb : bombs) {
      assertThatThrownBy(() -> Yaml.parse(bomb))
          .isInstanceOf(YamlException.class)
          .hasMessage("more than 64 levels of nesting: flatten the file");
    }
  }

  @Test
  void rejectsAFileThatIsTooLargeOrNotUtf8() throws IOException {
    // Given
    var large = Files.write(folder.resolve("large"), new byte[Yaml.MAX_BYTES + 1]);
    var latin = Files.write(folder.resolve("latin"), new byte[] {'a', ':', ' ', (byte) 0xE4});

    // When / Then
    assertThatThrownBy(() -> Yaml.read(large))
        .isInstanceOf(YamlException.class)
        .hasMessage("the file is larger than 4 MiB: shorten it");
    assertThatThrownBy(() -> Yaml.read(latin))
        .isInstanceOf(YamlException.class)
        .hasMessage("the file is not UTF-8: save it as UTF-8");
  }

  @Test
  void readsAFileWithAByteOrderMark() throws IOException {
    // Given
    var file = Files.writeString(folder.resolve("bom.yaml"), "\uFEFFa: \uD83D\uDE80\n");

    // When / Then
    assertThat(Yaml.read(file).toJava()).isEqualTo(Map.of("a", "\uD83D\uDE80"));
  }
}
