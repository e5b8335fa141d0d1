package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RougeTest {

  @Test
  void countsCommonWordsOnce() {
    // Given: "the" is twice in the reference and three times in the summary; "cat" is in both
    var reference = "The cat saw the dog.";
    var summary = "the the the cat";

    // Then: 3 of 5 and 3 of 4
    assertThat(Rouge.rouge1(reference, summary)).isCloseTo(2 * 3 / 9.0, within(1e-9));
  }

  @Test
  void theLongestCommonSubsequenceKeepsTheOrder() {
    // Given: Lin's example
    var reference = "police killed the gunman";

    // Then
    assertThat(Rouge.rougeL(reference, "police kill the gunman")).isEqualTo(0.75);
    assertThat(Rouge.rougeL(reference, "the gunman kill police")).isEqualTo(0.5);
    assertThat(Rouge.rouge1(reference, "the gunman kill police")).isEqualTo(0.75);
  }

  @Test
  void wordsAreRunsOfLettersAndDigitsInLowerCase() {
    assertThat(Rouge.rouge1("U.S. 17th-century ART", "u s 17th century art!")).isEqualTo(1);
    assertThat(Rouge.rougeL("caf\u00E9", "caf")).isEqualTo(1);
  }

  @Test
  void nothingInCommonScoresNothing() {
    assertThat(Rouge.rouge1("a b", "")).isZero();
    assertThat(Rouge.rougeL("", "")).isZero();
  }
}
