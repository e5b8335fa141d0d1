package io.lexstream.cli.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ReorderBufferPropertyTest {

  @Property
  void answersAreInTheOrderOfTheirQuestions(
      @ForAll @IntRange(min = 0, max = 60) int count, @ForAll long seed) throws Exception {
    // Given
    var left = new ArrayList<Long>();
    var reorder =
        new ReorderBuffer<Long, Long>(
            count + 1,
            count + 1,
            (question, answer) -> {
              assertThat(answer).isEqualTo(question);
              left.add(answer);
            });
    var shuffled = new ArrayList<>(LongStream.range(0, count).boxed().toList());
    for (long sequence : shuffled) {
      reorder.admit(sequence, sequence, 1);
    }
    Collections.shuffle(shuffled, new Random(seed));

    // When
    for (long sequence : shuffled) {
      reorder.answer(sequence, sequence);
    }

    // Then
    assertThat(left).isSorted().hasSize(count);
    assertThat(reorder.isEmpty()).isTrue();
  }
}
