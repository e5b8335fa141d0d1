package io.lexstream.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastTextModelTest {

  private static final FastTextModel MODEL = FastTextModel.load("lid.176.ftz");

  /** Expected values: {@code predict} of the Python package fasttext-predict 0.9.2.4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "battery died after 2 days|en|0.9993",
        "Das Paket kam viel zu spät an.|de|0.9930",
        "trop bien merci|fr|0.9777",
        "Дуже дякую за швидку доставку|ru|0.7125",
        "bug太多了，app一直crash|zh|0.7531",
        "สินค้าดีมาก|th|0.9982",
        "go team go|en|0.3726",
      })
  void givesTheProbabilitiesOfFastText(String text, String label, double expected) {
    // When
    double[] probabilities = MODEL.probabilities(text);

    // Then
    assertThat(probabilities[MODEL.labels().indexOf(label)]).isCloseTo(expected, within(1e-3));
    assertThat(java.util.Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void aTextWithoutWordsHasTheProbabilitiesOfTheEndOfTheText() {
    assertThat(MODEL.probabilities("")).isEqualTo(MODEL.probabilities("  \n "));
  }
}
