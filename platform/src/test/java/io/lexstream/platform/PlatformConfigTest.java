package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.StreamsAppConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlatformConfigTest {

  private static final Map<String, String> MODELS = Map.of("models.packages", "models/en");

  @Test
  void oneMachineCommitsEverySecondWithoutStandbyReplicas() {
    // When
    var config = PlatformConfig.load(Optional.empty(), Map.of(), MODELS, Map.of());

    // Then
    var settings =
        config.settings(
            new PlatformConfig.Addresses("127.0.0.1:1", "mock://one"), Path.of("state"));
    assertThat(EnrichmentConfig.from(settings).checkpointInterval())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(StreamsAppConfig.from(settings).standbyReplicas()).isZero();
    assertThat(config.brokerPort()).isEqualTo(9092);
    assertThat(config.registryPort()).isEqualTo(8081);
    assertThat(config.apiPort()).isEqualTo(8090);
  }

  @Test
  void anEnvironmentVariableOverridesADefault() {
    // When
    var config =
        PlatformConfig.load(
            Optional.empty(), Map.of("LEXSTREAM_LOCAL_BROKER_PORT", "19092"), MODELS, Map.of());

    // Then
    assertThat(config.brokerPort()).isEqualTo(19092);
  }

  @Test
  void anInvalidValueIsReportedWithItsKey() {
    assertThatThrownBy(
            () ->
                PlatformConfig.load(
                    Optional.empty(), Map.of(), MODELS, Map.of("http.port", "many")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("http.port");
  }

  @Test
  void aPortInUseIsReportedWithItsFlag() throws Exception {
    // Given
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(socket.getLocalPort());
      var config =
          PlatformConfig.load(
              Optional.empty(),
              Map.of(),
              MODELS,
              Map.of("local.broker-port", "0", "local.registry-port", port, "http.port", "0"));

      // When
      assertThatThrownBy(() -> new PortCheck(() -> {}).check(config))

          // Then
          .isInstanceOf(PlatformNotStartedException.class)
          .hasMessage(
              "port "
                  + port
                  + " of the schema registry is in use: stop the process that uses it, or choose"
                  + " another with --registry-port");
    }
  }
}
