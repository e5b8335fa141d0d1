package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InFlightBudgetTest {

  @Test
  void theDefaultsFit() {
    // Given
    var config = config(Map.of());

    // When, Then
    assertThatCode(() -> InFlightBudget.check(config)).doesNotThrowAnyException();
  }

  @Test
  void aCapacityThatDoesNotFitIsRejectedWithOneThatFits() {
    // Given
    var config =
        config(Map.of("enrichment.capacity", "1000", "enrichment.in-flight-size", "500MiB"));

    // When, Then
    assertThatThrownBy(() -> InFlightBudget.check(config))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "enrichment.capacity 1000 records of up to 1310720 bytes may take 1310720000 bytes,"
                + " more than enrichment.in-flight-size 524288000: lower enrichment.capacity to"
                + " 400 or raise enrichment.in-flight-size");
  }

  @Test
  void aBudgetBelowOneRecordIsRejectedWithTheSettingToRaise() {
    // Given
    var config = config(Map.of("enrichment.capacity", "1", "enrichment.in-flight-size", "1MiB"));

    // When, Then
    assertThatThrownBy(() -> InFlightBudget.check(config))
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith(": raise enrichment.in-flight-size");
  }

  private static EnrichmentConfig config(Map<String, String> overrides) {
    return TestConfigs.config("localhost:1", "test.", Path.of("models"), overrides);
  }
}
