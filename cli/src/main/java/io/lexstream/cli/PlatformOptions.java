package io.lexstream.cli;

import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.platform.PlatformConfig;
import io.lexstream.settings.Setting;
import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.StreamsAppConfig;
import io.lexstream.streamsapp.http.HttpConfig;
import io.lexstream.streamsapp.policy.PolicyException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that run the whole platform. */
final class PlatformOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration of all components, in YAML. Options and environment variables override it.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--delivery",
      paramLabel = "PROMISE",
      description =
          "exactly-once, or at-least-once: results are visible sooner and may repeat after a failure.")
  private Optional<String> delivery = Optional.empty();

  @Mixin private ModelOption models;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Port of the dashboard and API; 0: any free port (default: 8090; demo: 0).")
  private Optional<String> httpPort = Optional.empty();

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      description = "Port of the Kafka broker; 0: any free port (default: 9092; demo: 0).")
  private Optional<String> brokerPort = Optional.empty();

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      description = "Port of the schema registry; 0: any free port (default: 8081; demo: 0).")
  private Optional<String> registryPort = Optional.empty();

  /**
   * Loads the configuration from these options, the environment and the configuration file.
   *
   * @param fallbacks values by key for settings that none of them sets
   * @throws CommandFailedException if a value is invalid
   */
  PlatformConfig load(Map<String, String> fallbacks) {
    var overrides = new HashMap<String, String>();
    override(overrides, EnrichmentConfig.DELIVERY, delivery);
    override(overrides, StreamsAppConfig.DELIVERY, delivery);
    override(overrides, HttpConfig.PORT, httpPort);
    override(overrides, PlatformConfig.BROKER_PORT, brokerPort);
    override(overrides, PlatformConfig.REGISTRY_PORT, registryPort);
    var all = new HashMap<>(fallbacks);
    var packages = models.packages().stream().map(Path::toString).collect(Collectors.joining(","));
    (models.isSet() ? overrides : all).put(AnalyzerOptions.PACKAGES.key(), packages);
    try {
      return PlatformConfig.load(file, System.getenv(), all, overrides);
    } catch (SettingsException | PolicyException e) {
      throw CommandFailedException.usage(e.getMessage());
    }
  }

  private static void override(
      Map<String, String> overrides, Setting<?> setting, Optional<String> value) {
    value.ifPresent(given -> overrides.put(setting.key(), given));
  }
}
