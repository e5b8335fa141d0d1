package io.lexstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryPropertiesTest {

  @Test
  void convertsNumbersToTheTypesOfTheClient() {
    // When
    var typed =
        RegistryProperties.typed(
            Map.of(
                "missing.id.cache.ttl.sec", "60",
                "missing.version.cache.ttl.sec", "61",
                "missing.schema.cache.ttl.sec", "62",
                "missing.cache.size", "100",
                "http.read.timeout.ms", " 500 ",
                "bearer.auth.cache.expiry.buffer.seconds", "30",
                "basic.auth.user.info", "user:60"));

    // Then
    assertThat(typed)
        .containsEntry("missing.id.cache.ttl.sec", 60L)
        .containsEntry("missing.version.cache.ttl.sec", 61L)
        .containsEntry("missing.schema.cache.ttl.sec", 62L)
        .containsEntry("missing.cache.size", 100)
        .containsEntry("http.read.timeout.ms", 500)
        .containsEntry("bearer.auth.cache.expiry.buffer.seconds", (short) 30)
        .containsEntry("basic.auth.user.info", "user:60");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing.id.cache.ttl.sec",
        "missing.version.cache.ttl.sec",
        "missing.schema.cache.ttl.sec",
        "missing.cache.size",
        "http.connect.timeout.ms",
        "http.read.timeout.ms",
        "bearer.auth.cache.expiry.buffer.seconds"
      })
  void aConnectionOpensWithANumberAsText(String key) {
    // Given
    var connection =
        new ConnectionSettings(
            "unused:9092", "http://127.0.0.1:1", "lexstream.", true, Map.of(), Map.of(key, "60"));

    // When
    var serdes = RegistrySerdes.open(connection);

    // Then
    assertThat(serdes.foreignSchemas()).isNotNull();
    serdes.close();
  }

  @Test
  void rejectsAnInvalidNumberWithItsKey() {
    assertThatThrownBy(() -> RegistryProperties.typed(Map.of("missing.cache.size", "many")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("registry.properties.missing.cache.size is 'many': it must be a whole number");
  }
}
