package io.lexstream.inference.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.packages.Aggregation;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViterbiDecoderTest {

  private static final int LABELS = 3;

  private static WordScores words(double[]... scores) {
    var words = new WordScores(Aggregation.FIRST, LABELS, scores.length);
    for (int token = 0; token < scores.length; token++) {
      words.start(token, scores[token]);
    }
    return words;
  }

  private static double sum(int[] path, double[][] scores, List<List<Double>> transitions) {
    double sum = 0;
    for (int w = 0; w < path.length; w++) {
      int from = w == 0 ? 0 : path[w - 1];
      sum += Math.log(scores[w][path[w]]) + transitions.get(from).get(path[w]);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void noOtherSequenceHasAHigherSum(int length) {
    // Given
    var random = new Random(length);
    var transitions =
        Stream.generate(() -> Stream.generate(random::nextGaussian).limit(LABELS).toList())
            .limit(LABELS)
            .toList();
    var scores =
        Stream.generate(() -> random.doubles(LABELS).toArray())
            .limit(length)
            .toArray(double[][]::new);

    // When
    int[] best = new ViterbiDecoder(transitions, 0).best(words(scores));

    // Then
    double found = sum(best, scores, transitions);
    for (int number = 0; number < Math.pow(LABELS, length); number++) {
      var other = new int[length];
      for (int w = 0, rest = number; w < length; w++, rest /= LABELS) {
        other[w] = rest % LABELS;
      }
      assertThat(sum(other, scores, transitions)).isLessThanOrEqualTo(found + 1e-9);
    }
  }

  @Test
  void textWithoutWordsHasNoLabels() {
    // Then
    assertThat(new ViterbiDecoder(List.of(List.of(0.0)), 0).best(words())).isEmpty();
  }
}
