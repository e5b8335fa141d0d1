package io.lexstream.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({"PT0S, 0ms", "PT0.5S, 500ms", "PT90S, 90s", "PT15M, 15m", "PT24H, 1d", "P7D, 7d"})
  void writesTheShortestDuration(Duration duration, String text) {
    // When / Then
    assertThat(Quantities.text(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 10", "1024, 1KiB", "524288, 512KiB", "33554432, 32MiB", "1500, 1500"})
  void writesTheShortestSize(long bytes, String text) {
    // When / Then
    assertThat(Quantities.text(bytes)).isEqualTo(text);
  }

  @Property
  void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 1L << 46) long amount) {
    // When / Then
    assertThat(Quantities.duration(Quantities.text(Duration.ofMillis(amount))))
        .isEqualTo(Duration.ofMillis(amount));
    assertThat(Quantities.size(Quantities.text(amount))).isEqualTo(amount);
  }
}
