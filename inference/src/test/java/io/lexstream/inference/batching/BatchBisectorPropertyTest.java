package io.lexstream.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.RowFailedException;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchBisectorPropertyTest {

  @Property
  void outcomesAreThoseOfSingleRows(@ForAll("rows") List<TestRow> rows) {
    // Given
    var together = new BatchBisector<>(new FaultyRunner(), TestRow.KNOWN_GOOD);
    var alone = new BatchBisector<>(new FaultyRunner(), TestRow.KNOWN_GOOD);

    // When
    var outcomes = together.run(rows);

    // Then
    for (int i = 0; i < rows.size(); i++) {
      var single = alone.run(List.of(rows.get(i))).get(0);
      if (single instanceof Outcome.Success) {
        assertThat(outcomes.get(i)).isEqualTo(single);
      } else {
        assertThat(outcomes.get(i))
            .isInstanceOfSatisfying(
                Outcome.Failed.class,
                failed -> assertThat(failed.failure()).isInstanceOf(RowFailedException.class));
      }
    }
  }

  @Property
  void aHealthyRowSucceedsInOneRunAndAFailingRowIsProbedOnce(@ForAll("rows") List<TestRow> rows) {
    // Given
    var runner = new FaultyRunner();

    // When
    new BatchBisector<>(runner, TestRow.KNOWN_GOOD).run(rows);

    // Then
    long failing = rows.stream().filter(row -> row.fault() != TestRow.Fault.NONE).count();
    var healthyRuns =
        runner.runs().stream()
            .filter(run -> run.stream().allMatch(row -> row.fault() == TestRow.Fault.NONE))
            .flatMap(List::stream)
            .filter(row -> !row.equals(TestRow.KNOWN_GOOD));
    assertThat(healthyRuns).doesNotHaveDuplicates();
    assertThat(runner.probes()).isEqualTo(failing);
  }

  @Property
  void isolationTakesFewRuns(@ForAll("rows") List<TestRow> rows) {
    // Given
    var runner = new FaultyRunner();

    // When
    new BatchBisector<>(runner, TestRow.KNOWN_GOOD).run(rows);

    // Then
    long failing = rows.stream().filter(row -> row.fault() != TestRow.Fault.NONE).count();
    int depth = 1 + 32 - Integer.numberOfLeadingZeros(rows.size());
    assertThat((long) runner.runs().size()).isLessThanOrEqualTo(1 + failing * (2L * depth + 2));
  }

  @Provide
  Arbitrary<List<TestRow>> rows() {
    return TestRows.withFailingOnes(40);
  }
}
