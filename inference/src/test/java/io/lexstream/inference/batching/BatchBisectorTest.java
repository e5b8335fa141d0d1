package io.lexstream.inference.batching;

import static io.lexstream.inference.batching.TestRow.exhausting;
import static io.lexstream.inference.batching.TestRow.failing;
import static io.lexstream.inference.batching.TestRow.healthy;
import static io.lexstream.inference.batching.TestRow.notFinite;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.RowFailedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchBisectorTest {

  private final FaultyRunner runner = new FaultyRunner();
  private final BatchBisector<TestRow, String> bisector =
      new BatchBisector<>(runner, TestRow.KNOWN_GOOD);

  @Test
  void aHealthyBatchRunsOnce() {
    // Given
    var rows = List.of(healthy(0, 5), healthy(1, 6));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(outcomes).containsExactly(success(rows.get(0)), success(rows.get(1)));
    assertThat(runner.runs()).containsExactly(rows);
  }

  @Test
  void aFailingRowDoesNotHarmItsNeighbours() {
    // Given
    var rows = List.of(healthy(0, 5), healthy(1, 5), failing(2, 5), healthy(3, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(outcomes.get(0)).isEqualTo(success(rows.get(0)));
    assertThat(outcomes.get(1)).isEqualTo(success(rows.get(1)));
    assertThat(outcomes.get(3)).isEqualTo(success(rows.get(3)));
    assertThat(rowFailure(outcomes.get(2)))
        .hasMessageContaining("a row of 5 tokens fails while known-good input passes")
        .hasMessageContaining("bad row");
  }

  @Test
  void aRowFailureIsReportedOnlyAfterAKnownGoodRowPassed() {
    // Given
    var rows = List.of(failing(0, 5));

    // When
    bisector.run(rows);

    // Then
    assertThat(runner.runs()).containsExactly(rows, List.of(TestRow.KNOWN_GOOD));
  }

  @Test
  void aFailureOnTheKnownGoodRowIsAnEngineFailure() {
    // Given
    runner.breakEngine();
    var rows = List.of(healthy(0, 5), healthy(1, 5), healthy(2, 5), healthy(3, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(outcomes)
        .hasSize(4)
        .allSatisfy(
            o -> assertThat(engineFailure(o)).hasMessageContaining("known-good input fails too"));
    assertThat(runner.runs()).extracting(List::size).containsExactly(4, 2, 1, 1);
  }

  @Test
  void anEngineThatFailsLaterReportsNoRowFailures() {
    // Given
    var rows = List.of(failing(0, 5), healthy(1, 5));
    runner.onRun(
        () -> {
          if (runner.runs().get(runner.runs().size() - 1).equals(List.of(rows.get(1)))) {
            runner.breakEngine();
          }
        });

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(runner.probes()).isEqualTo(2);
    assertThat(outcomes).allSatisfy(BatchBisectorTest::engineFailure);
  }

  @Test
  void aNonFiniteOutputFailsItsRowOnly() {
    // Given
    var rows = List.of(healthy(0, 5), notFinite(1, 5), healthy(2, 5), healthy(3, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(rowFailure(outcomes.get(1))).hasCauseInstanceOf(NonFiniteOutputException.class);
    assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Success).hasSize(3);
    assertThat(runner.runs()).extracting(List::size).containsExactly(4, 3, 1, 1);
  }

  @Test
  void anErrorIsAnEngineFailureAtOnce() {
    // Given
    var rows = List.of(healthy(0, 5), exhausting(1, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(engineFailure(o)).hasCauseInstanceOf(OutOfMemoryError.class));
    assertThat(runner.runs()).hasSize(1);
  }

  @Test
  void aMissingResultIsAnEngineFailure() {
    // Given
    runner.distort(results -> results.subList(1, results.size()));

    // When
    var outcomes = bisector.run(List.of(healthy(0, 5), healthy(1, 5)));

    // Then
    assertThat(outcomes)
        .allSatisfy(
            o ->
                assertThat(engineFailure(o))
                    .hasMessageContaining("it returned 1 result(s) for 2 row(s)"));
  }

  @Test
  void aNullResultIsAnEngineFailure() {
    // Given
    runner.distort(
        results -> {
          var withNull = new ArrayList<>(results);
          withNull.set(0, null);
          return withNull;
        });

    // When
    var outcomes = bisector.run(List.of(healthy(0, 5), healthy(1, 5)));

    // Then
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(engineFailure(o)).hasMessageContaining("1 result(s) for 2"));
  }

  @Test
  void anEngineThatReportsAMissingRowHasFailed() {
    // Given
    var confused =
        new BatchBisector<TestRow, String>(
            rows -> {
              throw new NonFiniteOutputException(List.of(2));
            },
            TestRow.KNOWN_GOOD);

    // When
    var outcomes = confused.run(List.of(healthy(0, 5), healthy(1, 5)));

    // Then
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(engineFailure(o)).hasMessageContaining("rows [2]"));
  }

  @Test
  void anEngineMayReportItsOwnFailure() {
    // Given
    var broken = new EngineFailedException("device lost", null);
    var bisector =
        new BatchBisector<TestRow, String>(
            rows -> {
              throw broken;
            },
            TestRow.KNOWN_GOOD);

    // When
    var outcomes = bisector.run(List.of(healthy(0, 5), healthy(1, 5)));

    // Then
    assertThat(outcomes).allSatisfy(o -> assertThat(engineFailure(o)).isSameAs(broken));
  }

  private static Outcome<String> success(TestRow row) {
    return new Outcome.Success<>(row.result());
  }

  private static Throwable rowFailure(Outcome<String> outcome) {
    var failure = failure(outcome);
    assertThat(failure).isInstanceOf(RowFailedException.class);
    return failure;
  }

  private static Throwable failure(Outcome<String> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed<String>) outcome).failure();
  }

  private static Throwable engineFailure(Outcome<String> outcome) {
    var failure = failure(outcome);
    assertThat(failure).isInstanceOf(EngineFailedException.class);
    return failure;
  }
}
