package io.lexstream.inference.batching;

import static io.lexstream.inference.batching.TestRow.exhausting;
import static io.lexstream.inference.batching.TestRow.failing;
import static io.lexstream.inference.batching.TestRow.healthy;
import static io.lexstream.inference.batching.TestRow.notFinite;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.EngineFailedException;
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
  void aPoisonousRowDoesNotHarmItsNeighbours() {
    // Given
    var rows = List.of(healthy(0, 5), healthy(1, 5), failing(2, 5), healthy(3, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(outcomes.get(0)).isEqualTo(success(rows.get(0)));
    assertThat(outcomes.get(1)).isEqualTo(success(rows.get(1)));
    assertThat(outcomes.get(3)).isEqualTo(success(rows.get(3)));
    assertThat(poison(outcomes.get(2)))
        .hasMessageContaining("a row of 5 tokens fails on its own")
        .hasMessageContaining("bad row");
  }

  @Test
  void aRowIsCondemnedOnlyAfterAKnownGoodRowPassed() {
    // Given
    var rows = List.of(failing(0, 5));

    // When
    bisector.run(rows);

    // Then
    assertThat(runner.runs()).containsExactly(rows, List.of(TestRow.KNOWN_GOOD));
  }

  @Test
  void anEngineThatFailsOnTheKnownGoodRowTooIsSick() {
    // Given
    runner.sicken();
    var rows = List.of(healthy(0, 5), healthy(1, 5), healthy(2, 5), healthy(3, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(outcomes)
        .hasSize(4)
        .allSatisfy(o -> assertThat(sickness(o)).hasMessageContaining("known to be good"));
    assertThat(runner.runs()).extracting(List::size).containsExactly(4, 2, 1, 1);
  }

  @Test
  void anEngineThatTurnsSickLeavesNoVerdictBehind() {
    // Given
    var rows = List.of(failing(0, 5), healthy(1, 5));
    runner.onRun(
        () -> {
          if (runner.runs().get(runner.runs().size() - 1).equals(List.of(rows.get(1)))) {
            runner.sicken();
          }
        });

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(runner.probes()).isEqualTo(2);
    assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Unknown.class));
  }

  @Test
  void aNonFiniteOutputCostsItsRowOnly() {
    // Given
    var rows = List.of(healthy(0, 5), notFinite(1, 5), healthy(2, 5), healthy(3, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(poison(outcomes.get(1))).hasCauseInstanceOf(NonFiniteOutputException.class);
    assertThat(outcomes).filteredOn(o -> o instanceof Outcome.Success).hasSize(3);
    assertThat(runner.runs()).extracting(List::size).containsExactly(4, 3, 1, 1);
  }

  @Test
  void anErrorIsTheEnginesFaultAtOnce() {
    // Given
    var rows = List.of(healthy(0, 5), exhausting(1, 5));

    // When
    var outcomes = bisector.run(rows);

    // Then
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(sickness(o)).hasCauseInstanceOf(OutOfMemoryError.class));
    assertThat(runner.runs()).hasSize(1);
  }

  @Test
  void aMissingResultIsTheEnginesFault() {
    // Given
    runner.distort(results -> results.subList(1, results.size()));

    // When
    var outcomes = bisector.run(List.of(healthy(0, 5), healthy(1, 5)));

    // Then
    assertThat(outcomes)
        .allSatisfy(
            o -> assertThat(sickness(o)).hasMessage("the engine gave 1 result(s) for 2 row(s)"));
  }

  @Test
  void aNullResultIsTheEnginesFault() {
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
        .allSatisfy(o -> assertThat(sickness(o)).hasMessageContaining("1 result(s) for 2"));
  }

  @Test
  void anEngineThatBlamesARowThatIsNotThereIsSick() {
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
    assertThat(outcomes).allSatisfy(o -> assertThat(sickness(o)).hasMessageContaining("rows [2]"));
  }

  @Test
  void anEngineMaySayItselfThatItIsSick() {
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
    assertThat(outcomes).allSatisfy(o -> assertThat(sickness(o)).isSameAs(broken));
  }

  private static Outcome<String> success(TestRow row) {
    return new Outcome.Success<>(row.result());
  }

  private static Throwable poison(Outcome<String> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Poisonous.class);
    return ((Outcome.Poisonous<String>) outcome).cause();
  }

  private static Throwable sickness(Outcome<String> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
    return ((Outcome.Unknown<String>) outcome).cause();
  }
}
