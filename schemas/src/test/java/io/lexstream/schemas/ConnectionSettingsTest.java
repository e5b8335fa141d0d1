package io.lexstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConnectionSettingsTest {

  @Test
  void readsSettings() {
    // Given
    var settings =
        Settings.builder()
            .declare(ConnectionSettings.SETTINGS)
            .override("kafka.bootstrap-servers", "a:9092, b:9092")
            .override("registry.url", "https://registry:8081")
            .override("registry.properties.basic.auth.user.info", "user:hunter2")
            .override("kafka.properties.security.protocol", "SSL")
            .override("kafka.properties.ssl.keystore.password", "hunter2")
            .load();

    // When
    var connection = ConnectionSettings.from(settings);

    // Then
    assertThat(connection.topics().name(Topic.ENRICHED)).isEqualTo("lexstream.enriched");
    assertThat(connection.autoRegister()).isFalse();
    assertThat(connection.clientProperties())
        .containsEntry("bootstrap.servers", "a:9092, b:9092")
        .containsEntry("security.protocol", "SSL");
    assertThat(connection.toString()).contains("security.protocol=SSL").doesNotContain("hunter2");
  }

  @Test
  @Timeout(value = 60, threadMode = SEPARATE_THREAD) // a pattern that backtracks would not end
  void rejectsAListWithOneInvalidBroker() {
    // Given
    var brokers = "broker:9092,".repeat(100) + "broker";

    // When / Then
    assertThatThrownBy(
            () ->
                Settings.builder()
                    .declare(ConnectionSettings.SETTINGS)
                    .override("kafka.bootstrap-servers", brokers)
                    .override("registry.url", "mock://x")
                    .load())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("kafka.bootstrap-servers must be HOST:PORT");
  }

  @Test
  void isSerializable() throws IOException, ClassNotFoundException {
    // Given
    var connection =
        new ConnectionSettings(
            "a:1", "mock://x", "p.", true, Map.of("client.id", "c"), Map.of("proxy.host", "h"));
    var bytes = new ByteArrayOutputStream();

    // When
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(connection);
    }

    // Then
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(connection);
    }
  }

  @Test
  void saysWhichRegistryUrlsAreAccepted() {
    // When / Then
    assertThatThrownBy(
            () ->
                Settings.builder()
                    .declare(ConnectionSettings.SETTINGS)
                    .override("kafka.bootstrap-servers", "a:9092")
                    .override("registry.url", "registry:8081")
                    .load())
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "command line: registry.url must be a URL that starts with http://, https:// or mock://, not \"registry:8081\"");
  }
}
