package io.lexstream.loadtest.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexstream.loadtest.systems.SystemName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

  private static final Plan PLAN =
      new Plan(
          "quick",
          2,
          Optional.empty(),
          List.of(new Scenario("as-sampled", 100, Optional.empty())),
          List.of(SystemName.CEILING, SystemName.PIPELINE),
          false);
  private static final String STATE = "a build";

  @TempDir Path folder;

  @Test
  void eachReadingIsComparedWithTheCeilingOfItsRound() {
    // Given: a machine with half the speed in the second round
    var results = Results.empty(PLAN, STATE);
    results.readings().add(reading(SystemName.PIPELINE, 1, 12.5, Optional.of(10.0)));
    results.readings().add(reading(SystemName.PIPELINE, 2, 25, Optional.of(5.0)));

    // Then
    assertThat(results.ofCeiling("as-sampled", SystemName.PIPELINE).orElseThrow().values())
        .allSatisfy(value -> assertThat(value).isCloseTo(0.8, within(1e-9)));
    assertThat(results.ceilingOver("as-sampled", SystemName.PIPELINE).orElseThrow().values())
        .allSatisfy(value -> assertThat(value).isCloseTo(1.25, within(1e-9)));
  }

  @Test
  void aRunContinuesFromTheFileOfAnInterruptedOne() throws Exception {
    // Given
    var file = new ResultsFile(folder.resolve("measured.json"));
    var results = Results.empty(PLAN, STATE);
    results.readings().add(reading(SystemName.CEILING, 1, 10));
    results.notRun().put(SystemName.PYTHON_SORTED, "no Python");
    file.write(results);

    // When
    var read = file.read(PLAN, STATE).orElseThrow();

    // Then
    assertThat(read).isEqualTo(results);
    assertThat(read.has("as-sampled", 1, SystemName.CEILING)).isTrue();
    assertThat(read.has("as-sampled", 2, SystemName.CEILING)).isFalse();
  }

  @Test
  void aRunDoesNotContinueTheResultsOfAnotherPlan() throws Exception {
    // Given
    var file = new ResultsFile(folder.resolve("measured.json"));
    file.write(Results.empty(PLAN, STATE));

    // When
    var read = file.read(Plan.full(5), STATE);

    // Then
    assertThat(read).isEmpty();
  }

  @Test
  void resultsThatCannotBeContinuedAreKept() throws Exception {
    // Given
    var file = new ResultsFile(folder.resolve("measured.json"));
    file.write(Results.empty(PLAN, STATE));

    // When
    var old = file.setAside().orElseThrow();

    // Then
    assertThat(new ResultsFile(old).read(PLAN, STATE)).isPresent();
    assertThat(file.setAside()).isEmpty();
  }

  @Test
  void aRunDoesNotContinueTheResultsOfAnotherBuild() throws Exception {
    // Given
    var file = new ResultsFile(folder.resolve("measured.json"));
    file.write(Results.empty(PLAN, STATE));

    // When
    var read = file.read(PLAN, "another build");

    // Then
    assertThat(read).isEmpty();
  }

  @Test
  void missingLabelsCountAsDifferent() {
    // Given
    var expected =
        Map.of(
            "d1", Map.of("sentiment", "positive", "toxicity", "clean"),
            "d2", Map.of("sentiment", "negative", "toxicity", "clean"));
    var returned = Map.of("d1", Map.of("sentiment", "positive", "toxicity", "toxic"));

    // When
    double agreement = Reading.agreement(expected, returned);

    // Then
    assertThat(agreement).isEqualTo(0.25);
  }

  private static Reading reading(SystemName system, int round, double seconds) {
    return reading(system, round, seconds, Optional.empty());
  }

  private static Reading reading(
      SystemName system, int round, double seconds, Optional<Double> ceiling) {
    return new Reading(
        "as-sampled",
        system,
        round,
        100,
        1_000,
        seconds,
        Optional.empty(),
        ceiling,
        1,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
