package io.lexstream.platform;

import io.lexstream.embedded.EmbeddedBroker;
import io.lexstream.flinkjobs.Delivery;
import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.StreamsAppConfig;
import io.lexstream.streamsapp.StreamsServer;
import io.lexstream.streamsapp.http.HttpConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of all parts of the platform. The addresses of broker and registry are added when
 * these have started. Immutable.
 */
public final class PlatformConfig {

  public static final Setting<Integer> BROKER_PORT =
      Setting.integer("local.broker-port", 0, 65_535, "Port of the broker; 0 for a free port.")
          .withDefault(9092);

  public static final Setting<Integer> REGISTRY_PORT =
      Setting.integer(
              "local.registry-port", 0, 65_535, "Port of the schema registry; 0 for a free port.")
          .withDefault(8081);

  /** All settings of all processes. */
  public static final List<Setting<?>> SETTINGS = settings();

  /**
   * Defaults that differ from those of a cluster. Checkpoints are frequent, because results become
   * visible with a commit. A producer has one request in flight, because requests to a new topic
   * can arrive out of order.
   */
  private static final Map<String, String> ONE_MACHINE =
      Map.of(
          EnrichmentConfig.CHECKPOINT_INTERVAL.key(),
          "1s",
          EnrichmentConfig.TRANSACTION_TIMEOUT.key(),
          EmbeddedBroker.LONGEST_TRANSACTION.toDays() + "d",
          StreamsAppConfig.STANDBY_REPLICAS.key(),
          "0",
          StreamsAppConfig.KAFKA_STREAMS_PROPERTIES.key()
              + ".producer."
              + ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
          "1");

  private final Optional<Path> file;
  private final Map<String, String> environment;
  private final Map<String, String> fallbacks;
  private final Map<String, String> overrides;
  private final Settings checked;

  private PlatformConfig(
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> fallbacks,
      Map<String, String> overrides) {
    this.file = file;
    this.environment = environment;
    this.fallbacks = fallbacks;
    this.overrides = overrides;
    // Reports invalid settings before anything starts.
    this.checked = settings(new Addresses("127.0.0.1:9092", "mock://none"), Path.of("unused"));
    EnrichmentConfig.from(checked);
    StreamsAppConfig.from(checked);
    HttpConfig.from(checked);
  }

  /**
   * Reads and checks all settings.
   *
   * @param file the common configuration file, if any
   * @param environment environment variables
   * @param fallbacks values by key, used if neither file nor environment has the key
   * @param overrides values by key from the command line
   * @throws SettingsException if a key is unknown or a value is invalid
   * @throws io.lexstream.streamsapp.policy.PolicyException if the policy is invalid
   */
  public static PlatformConfig load(
      Optional<Path> file,
      Map<String, String> environment,
      Map<String, String> fallbacks,
      Map<String, String> overrides) {
    var allFallbacks = new TreeMap<>(ONE_MACHINE);
    allFallbacks.putAll(fallbacks);
    return new PlatformConfig(file, environment, allFallbacks, new TreeMap<>(overrides));
  }

  private static List<Setting<?>> settings() {
    var all = new ArrayList<Setting<?>>(EnrichmentConfig.SETTINGS);
    all.addAll(StreamsServer.SETTINGS);
    all.addAll(List.of(BROKER_PORT, REGISTRY_PORT));
    return List.copyOf(all);
  }

  /** The addresses of the services that the other parts connect to. */
  record Addresses(String bootstrapServers, String registryUrl) {}

  /** The settings of all parts, with the addresses and the state folder. */
  Settings settings(Addresses addresses, Path state) {
    var settings = Settings.builder().declare(SETTINGS).environment(environment);
    file.ifPresent(settings::file);
    fallbacks.forEach(settings::fallback);
    overrides.forEach(settings::override);
    return settings
        .override(ConnectionSettings.BOOTSTRAP_SERVERS.key(), addresses.bootstrapServers())
        .override(ConnectionSettings.REGISTRY_URL.key(), addresses.registryUrl())
        .override(ConnectionSettings.AUTO_REGISTER.key(), "true")
        .override(StreamsAppConfig.STATE_DIR.key(), state.toString())
        .load();
  }

  public int brokerPort() {
    return checked.get(BROKER_PORT);
  }

  public int registryPort() {
    return checked.get(REGISTRY_PORT);
  }

  /** The token that the API requires; empty if it requires none. */
  public Optional<String> apiToken() {
    return checked.find(HttpConfig.TOKEN);
  }

  public int apiPort() {
    return checked.get(HttpConfig.PORT);
  }

  Delivery delivery() {
    return checked.get(EnrichmentConfig.DELIVERY);
  }

  AnalyzerOptions analyzer() {
    return AnalyzerOptions.from(checked);
  }
}
