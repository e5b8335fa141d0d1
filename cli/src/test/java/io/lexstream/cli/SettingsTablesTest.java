package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.platform.PlatformConfig;
import io.lexstream.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Compares the tables of settings in the documents with the declarations. A table is between the
 * markers {@code <!-- settings:http -->} and {@code <!-- /settings -->} and contains the settings
 * of the named top-level sections.
 *
 * <p>To rewrite the tables, run {@code ./mvnw -pl cli -am test -Dtest=SettingsTablesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dlexstream.rewrite=true}.
 */
class SettingsTablesTest {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Pattern TABLE =
      Pattern.compile("(<!-- settings:([a-z ]+) -->\n).*?(<!-- /settings -->)", Pattern.DOTALL);
  private static final List<String> DOCUMENTS =
      List.of(
          "docs/clients.md", "schemas/README.md", "flink-jobs/README.md", "streams-app/README.md");

  @Test
  void documentsListTheDeclaredSettings() throws IOException {
    for (var name : DOCUMENTS) {
      // Given
      var file = HOME.resolve(name);
      var document = Files.readString(file);

      // When
      var generated = TABLE.matcher(document).replaceAll(SettingsTablesTest::table);

      // Then
      if (Boolean.getBoolean("lexstream.rewrite")) {
        Files.writeString(file, generated);
      }
      assertThat(Files.readString(file))
          .as("%s: run this test with -Dlexstream.rewrite=true to rewrite its tables", name)
          .isEqualTo(generated);
    }
  }

  @Test
  void everySectionIsInADocument() throws IOException {
    // Given
    var documented = new HashSet<String>();
    for (var name : DOCUMENTS) {
      var matcher = TABLE.matcher(Files.readString(HOME.resolve(name)));
      while (matcher.find()) {
        documented.addAll(Arrays.asList(matcher.group(2).split(" ")));
      }
    }

    // When
    Set<String> declared =
        PlatformConfig.SETTINGS.stream()
            .map(SettingsTablesTest::section)
            .collect(Collectors.toSet());

    // Then
    assertThat(documented).isEqualTo(declared);
  }

  private static String table(MatchResult found) {
    var sections = List.of(found.group(2).split(" "));
    var rows = new ArrayList<String>();
    rows.add("| key | values | default | description |");
    rows.add("| --- | --- | --- | --- |");
    for (var section : sections) {
      PlatformConfig.SETTINGS.stream()
          .distinct()
          .filter(setting -> section(setting).equals(section))
          .map(SettingsTablesTest::row)
          .forEach(rows::add);
    }
    return Matcher.quoteReplacement(
        found.group(1) + String.join("\n", rows) + "\n" + found.group(3));
  }

  private static String row(Setting<?> setting) {
    var defaultValue =
        setting.isRequired() ? "required" : setting.defaultText().map("`%s`"::formatted).orElse("");
    return "| `%s` | %s | %s | %s |"
        .formatted(setting.key(), setting.expected(), defaultValue, setting.description())
        .replace("||", "\\|\\|");
  }

  private static String section(Setting<?> setting) {
    return setting.key().split("\\.", 2)[0];
  }
}
