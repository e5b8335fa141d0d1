package io.lexstream.loadtest.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.GraphRows.GraphRow;
import io.lexstream.loadtest.ceiling.RowBatch.GraphInputs;
import io.lexstream.loadtest.ceiling.RowBatch.PlacedRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final GraphInputs INPUTS =
      new GraphInputs(List.of("input_ids", "attention_mask", "sentence_ids"), "sentence_ids");

  @Test
  void allLayoutsUseAllCores() {
    // When
    var grid = Layout.grid(4);

    // Then
    assertThat(grid)
        .allSatisfy(layout -> assertThat(layout.callers() * layout.threads()).isEqualTo(4));
    assertThat(grid).extracting(Layout::callers).contains(1, 2, 4);
  }

  @Test
  void batchesHaveRowsOfSimilarLengthPaddedToTheLongest() {
    // Given
    var rows =
        IntStream.of(5, 120, 7, 118)
            .mapToObj(length -> new PlacedRow(length, row(length)))
            .toList();

    // When
    var batches = RowBatch.of(rows, new Layout(1, 1, Layout.Rule.ROWS, 2), INPUTS, 9);

    // Then
    assertThat(batches).extracting(RowBatch::longest).containsExactly(120, 7);
    assertThat(batches.get(1).tokens()).isEqualTo(12);
    assertThat(batches.get(1).paddedTokens()).isEqualTo(14);
    var ids = new long[14];
    batches.get(1).inputs().get("input_ids").get(ids);
    assertThat(ids).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 9);
    var mask = new long[14];
    batches.get(1).inputs().get("attention_mask").get(mask);
    assertThat(mask).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0);
  }

  @Test
  void aTokenBudgetLimitsRowsTimesLongestRowButAllowsOneLongRow() {
    // Given
    var layout = new Layout(1, 1, Layout.Rule.TOKENS, 100);
    var rows =
        IntStream.of(300, 50, 40, 30)
            .mapToObj(length -> new PlacedRow(length, row(length)))
            .toList();

    // When
    var batches = RowBatch.of(rows, layout, INPUTS, 0);

    // Then
    assertThat(batches).extracting(batch -> batch.rows().size()).containsExactly(1, 2, 1);
  }

  private static GraphRow row(int length) {
    var ids = new long[length];
    Arrays.fill(ids, 1);
    return new GraphRow(ids, new int[length], length - 2);
  }
}
