package io.lexstream.streamsapp.topology.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HeavyHittersTest {

  @Property(tries = 200)
  void countsAreNeverTooLowAndTooHighByAtMostTheBound(
      @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> names) {
    // Given
    int capacity = 10;
    var hitters = new HeavyHitters(capacity);
    var truth =
        names.stream()
            .map(HeavyHittersTest::name)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    // When
    names.forEach(number -> hitters.add(name(number)));

    // Then
    assertThat(hitters.counters()).hasSizeLessThanOrEqualTo(capacity);
    long share = names.size() / capacity;
    hitters
        .counters()
        .forEach(
            counter ->
                assertThat(counter.count())
                    .isBetween(truth.get(counter.name()), truth.get(counter.name()) + share));
    truth.forEach(
        (name, count) -> {
          if (count > share) {
            assertThat(hitters.counters()).anyMatch(counter -> counter.name().equals(name));
          }
        });
  }

  @Test
  void theMostFrequentComesFirst() {
    // Given
    var hitters = new HeavyHitters();

    // When
    List.of(1, 2, 2, 3, 3, 3).forEach(number -> hitters.add(name(number)));

    // Then
    assertThat(hitters.counters())
        .extracting(HeavyHitters.Counter::name)
        .containsExactly(name(3), name(2), name(1));
  }

  private static EntityName name(int number) {
    return new EntityName("name" + number, "PER");
  }
}
