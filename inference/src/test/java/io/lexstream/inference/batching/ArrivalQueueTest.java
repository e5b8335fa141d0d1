package io.lexstream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalQueueTest {

  @Test
  void batchesAreRowsInOrderOfArrival() {
    // Given
    var queue = new ArrivalQueue<TestRow>(2);
    var lengths = List.of(5, 120, 7, 6, 90);
    for (int i = 0; i < lengths.size(); i++) {
      queue.add(TestRow.healthy(i, lengths.get(i)));
    }

    // When
    var batches = new ArrayList<List<Integer>>();
    while (!queue.isEmpty()) {
      batches.add(queue.takeBatch().stream().map(TestRow::id).toList());
    }

    // Then
    assertThat(batches).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
  }

  @Test
  void aBatchIsFullWhenItHasTheConfiguredRows() {
    // Given
    var queue = new ArrivalQueue<TestRow>(2);
    queue.add(TestRow.healthy(1, 500));
    boolean filledByOne = queue.fillsABatch();

    // When
    queue.add(TestRow.healthy(2, 1));

    // Then
    assertThat(filledByOne).isFalse();
    assertThat(queue.fillsABatch()).isTrue();
    assertThat(queue.oldest().id()).isEqualTo(1);
    assertThat(queue.takeAll()).hasSize(2);
    assertThat(queue.size()).isZero();
  }
}
