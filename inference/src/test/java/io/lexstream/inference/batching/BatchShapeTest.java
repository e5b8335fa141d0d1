package io.lexstream.inference.batching;

import static io.lexstream.inference.batching.TestRow.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchShapeTest {

  @Test
  void thePaddingRatioIsTheShareOfPaddingInAllTokensComputed() {
    // Given
    var rows = List.of(healthy(0, 10), healthy(1, 5), healthy(2, 6));

    // When
    var ratio = BatchShape.of(rows).paddingRatio();

    // Then
    assertThat(ratio).isEqualTo(0.3, within(1e-9));
  }
}
