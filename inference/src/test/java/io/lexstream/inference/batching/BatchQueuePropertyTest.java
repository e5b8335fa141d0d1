package io.lexstream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

class BatchQueuePropertyTest {

  /** A step that takes a batch; other steps are lengths of rows that arrive. */
  private static final int TAKE = 0;

  @Property
  void everyRowIsTakenExactlyOnce(
      @ForAll("arrivalsAndTakes") List<Integer> steps,
      @ForAll @IntRange(min = 1, max = 600) int budget) {
    // Given
    var queue = new BatchQueue<TestRow>(new TokenBudget(budget));
    var left = new ArrayList<Integer>();

    // When
    int arrived = 0;
    for (int step : steps) {
      if (step != TAKE) {
        queue.add(TestRow.healthy(arrived++, step));
      } else if (!queue.isEmpty()) {
        queue.takeBatch().forEach(row -> left.add(row.id()));
      }
    }
    queue.takeAll().forEach(row -> left.add(row.id()));

    // Then
    assertThat(left).doesNotHaveDuplicates().hasSize(arrived);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Property
  void batchesStayWithinTheBudget(
      @ForAll("lengths") List<Integer> lengths, @ForAll @IntRange(min = 1, max = 600) int budget) {
    // Given
    var queue = queueOf(lengths, budget);

    // When
    var batches = allBatches(queue);

    // Then
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(batch.size() == 1 || BatchShape.of(batch).paddedTokens() <= budget)
                    .isTrue());
  }

  @Property
  void everyBatchHasTheOldestRowAndLeavesNoRowOfALengthBetweenItsRows(
      @ForAll("lengths") List<Integer> lengths, @ForAll @IntRange(min = 1, max = 600) int budget) {
    // Given
    var queue = queueOf(lengths, budget);

    // When
    var batches = allBatches(queue);

    // Then
    var waiting = new HashSet<Integer>();
    for (int i = 0; i < lengths.size(); i++) {
      waiting.add(i);
    }
    for (var batch : batches) {
      var oldest = batch.get(0);
      assertThat(waiting).allSatisfy(id -> assertThat(id).isGreaterThanOrEqualTo(oldest.id()));
      batch.forEach(row -> waiting.remove(row.id()));
      int shortest = batch.stream().mapToInt(TestRow::tokens).min().orElseThrow();
      int longest = batch.stream().mapToInt(TestRow::tokens).max().orElseThrow();
      assertThat(waiting).noneMatch(id -> lengths.get(id) > shortest && lengths.get(id) < longest);
    }
  }

  /** Even if later rows fit better. */
  @Property
  void aRowWaitsForAtMostAsManyBatchesAsRowsWereBeforeIt(
      @ForAll("arrivalsAndTakes") List<Integer> steps,
      @ForAll @IntRange(min = 1, max = 600) int budget) {
    // Given
    var queue = new BatchQueue<TestRow>(new TokenBudget(budget));
    var turnByRow = new HashMap<Integer, Integer>();
    int arrived = 0;
    int batches = 0;

    for (int step : steps) {
      if (step != TAKE) {
        turnByRow.put(arrived, batches + queue.size());
        queue.add(TestRow.healthy(arrived++, step));
      } else if (!queue.isEmpty()) {
        // When
        var batch = queue.takeBatch();

        // Then
        for (var row : batch) {
          assertThat(batches).isLessThanOrEqualTo(turnByRow.get(row.id()));
        }
        batches++;
      }
    }
  }

  @Provide
  Arbitrary<List<Integer>> lengths() {
    return length().list().ofMaxSize(80);
  }

  @Provide
  Arbitrary<List<Integer>> arrivalsAndTakes() {
    return Arbitraries.frequencyOf(Tuple.of(3, length()), Tuple.of(1, Arbitraries.just(TAKE)))
        .list()
        .ofMaxSize(120);
  }

  private static Arbitrary<Integer> length() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(1, 700), Arbitraries.integers().between(1, 12));
  }

  private static BatchQueue<TestRow> queueOf(List<Integer> lengths, int budget) {
    var queue = new BatchQueue<TestRow>(new TokenBudget(budget));
    for (int i = 0; i < lengths.size(); i++) {
      queue.add(TestRow.healthy(i, lengths.get(i)));
    }
    return queue;
  }

  private static List<List<TestRow>> allBatches(BatchQueue<TestRow> queue) {
    var batches = new ArrayList<List<TestRow>>();
    while (!queue.isEmpty()) {
      batches.add(queue.takeBatch());
    }
    return batches;
  }
}
