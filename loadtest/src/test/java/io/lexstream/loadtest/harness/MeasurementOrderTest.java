package io.lexstream.loadtest.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementOrderTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void everySystemFollowsEveryOtherEquallyOften(int count) {
    // Given
    var systems = IntStream.range(0, count).boxed().toList();
    int rounds = count % 2 == 0 ? count : 2 * count;

    // When
    var pairs = new ArrayList<List<Integer>>();
    for (int round = 0; round < rounds; round++) {
      var turns = MeasurementOrder.of(systems, round);
      assertThat(turns).containsExactlyInAnyOrderElementsOf(systems);
      for (int position = 1; position < count; position++) {
        pairs.add(turns.subList(position - 1, position + 1));
      }
    }

    // Then
    var times = pairs.stream().collect(Collectors.groupingBy(pair -> pair, Collectors.counting()));
    assertThat(times).hasSize(count * (count - 1));
    assertThat(new HashSet<>(times.values())).hasSize(1);
  }
}
