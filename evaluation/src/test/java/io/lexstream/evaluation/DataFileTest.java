package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFileTest {

  @TempDir private Path folder;

  @Test
  void quotedCsvFieldsHoldCommasQuotesAndLineBreaks() throws IOException {
    // Given
    var file = csv("label,text\n1,\"a, \"\"b\"\"\nc\"\n0,d\"e\n");

    // When
    var rows = DataFile.table(file);

    // Then
    assertThat(rows)
        .containsExactly(
            Map.of("label", "1", "text", "a, \"b\"\nc"), Map.of("label", "0", "text", "d\"e"));
  }

  @Test
  void csvMayHaveEmptyFieldsBlankLinesAndWindowsLineBreaks() throws IOException {
    // Given
    var file = csv("\uFEFFa,b\r\n\r\n1,\r\n,2");

    // When
    var rows = DataFile.table(file);

    // Then
    assertThat(rows).containsExactly(Map.of("a", "1", "b", ""), Map.of("a", "", "b", "2"));
  }

  @Test
  void aColumnThatAShortRowLacksIsAbsent() throws IOException {
    // Given
    var file = csv("a,b\n1\n");

    // When
    var rows = DataFile.table(file);

    // Then
    assertThat(rows).containsExactly(Map.of("a", "1"));
  }

  @Test
  void anEmptyCsvFileHasNoRows() throws IOException {
    // Given
    var file = csv("");

    // When
    var rows = DataFile.table(file);

    // Then
    assertThat(rows).isEmpty();
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }
}
