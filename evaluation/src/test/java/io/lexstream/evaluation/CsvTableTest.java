package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CsvTableTest {

  @Test
  void quotedFieldsHoldCommasQuotesAndLineEnds() {
    // When
    var rows = CsvTable.rows("label,text\n1,\"a, \"\"b\"\"\nc\"\n0,d\"e\n");

    // Then
    assertThat(rows)
        .containsExactly(
            Map.of("label", "1", "text", "a, \"b\"\nc"), Map.of("label", "0", "text", "d\"e"));
  }

  @Test
  void emptyFieldsBlankLinesAndWindowsLineEndsAreUnderstood() {
    // When
    var rows = CsvTable.rows("a,b\r\n\r\n1,\r\n,2");

    // Then
    assertThat(rows).containsExactly(Map.of("a", "1", "b", ""), Map.of("a", "", "b", "2"));
  }

  @Test
  void anEmptyFileHasNoRows() {
    assertThat(CsvTable.rows("")).isEmpty();
  }
}
