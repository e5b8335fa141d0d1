package io.lexstream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

  @Test
  void theOldestRowTakesItsNearestNeighboursOnBothSides() {
    // Given
    var queue = queueOf(256, 60, 10, 62, 58, 120);

    // When
    var batch = queue.takeBatch();

    // Then
    assertThat(lengths(batch)).containsExactly(60, 58, 62);
    assertThat(lengths(queue.takeAll())).containsExactly(10, 120);
  }

  @Test
  void aRowLongerThanTheBudgetRunsAlone() {
    // Given
    var queue = queueOf(256, 300, 300, 5);

    // When
    var batch = queue.takeBatch();

    // Then
    assertThat(lengths(batch)).containsExactly(300);
  }

  @Test
  void equalRowsFillTheBudgetToTheLastTokenInOrderOfArrival() {
    // Given
    var queue = queueOf(256, 64, 64, 64, 64, 64);

    // When
    var batch = queue.takeBatch();

    // Then
    assertThat(batch).extracting(TestRow::id).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aLongerRowThatDoesNotFitIsSkippedForShorterOnes() {
    // Given
    var queue = queueOf(256, 125, 130, 120);

    // When
    var batch = queue.takeBatch();

    // Then
    assertThat(lengths(batch)).containsExactly(125, 120);
  }

  @Test
  void aRowWhosePaddingCostsMoreThanARunIsLeftForALaterBatch() {
    // Given
    var queue = queueOf(256, 80, 40);

    // When
    var batch = queue.takeBatch();

    // Then
    assertThat(lengths(batch)).containsExactly(80);
  }

  @Test
  void theSameRowIsTakenWhereRunsCostMore() {
    // Given
    var queue = queueOf(4096, 80, 40);

    // When
    var batch = queue.takeBatch();

    // Then
    assertThat(lengths(batch)).containsExactly(80, 40);
  }

  @Test
  void theOldestRowIsTakenEvenIfOthersFitBetter() {
    // Given
    var queue = queueOf(256, 200, 64, 64, 64, 64);

    // When
    var batch = queue.takeBatch();

    // Then
    assertThat(lengths(batch)).containsExactly(200);
  }

  @Test
  void fillsABatchWhenTheWaitingTokensReachTheBudget() {
    // Given
    var queue = queueOf(256, 128, 127);
    boolean before = queue.fillsABatch();

    // When
    queue.add(TestRow.healthy(2, 1));

    // Then
    assertThat(before).isFalse();
    assertThat(queue.fillsABatch()).isTrue();
  }

  private static BatchQueue<TestRow> queueOf(int budget, int... lengths) {
    var queue = new BatchQueue<TestRow>(new TokenBudget(budget));
    for (int i = 0; i < lengths.length; i++) {
      queue.add(TestRow.healthy(i, lengths[i]));
    }
    return queue;
  }

  private static List<Integer> lengths(List<TestRow> rows) {
    return rows.stream().map(TestRow::tokens).toList();
  }
}
