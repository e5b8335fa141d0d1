package io.lexstream.platform;

import io.lexstream.flinkjobs.AnalyzerSettings;
import io.lexstream.flinkjobs.Delivery;
import io.lexstream.flinkjobs.EnrichmentConfig;
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
 * How the whole platform runs: the settings of all its parts, of which the addresses of broker and
 * registry are known only when these have started. Immutable.
 */
public final class PlatformConfig {

  public static final Setting<Integer> BROKER_PORT =
      Setting.integer("local.broker-port", 0, 65_535, "Port of the broker; 0 for any free one.")
          .withDefault(9092);

  public static final Setting<Integer> REGISTRY_PORT =
      Setting.integer(
              "local.registry-port", 0, 65_535, "Port of the schema registry; 0 for any free one.")
          .withDefault(8081);

  private static final List<Setting<?>> DECLARED = declared();

  /**
   * What one machine takes where nobody says anything, and a cluster otherwise. Results become
   * visible with commits, so these come often. Topics are just made, and there a second request
   * under way may overtake the first.
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
    // What is wrong with them is said before anything starts.
    this.checked = settings(new Addresses("127.0.0.1:9092", "mock://none"), Path.of("unused"));
    EnrichmentConfig.from(checked);
    StreamsAppConfig.from(checked);
    HttpConfig.from(checked);
  }

  /**
   * Reads and checks all settings.
   *
   * @param file common configuration file, if any
   * @param environment the process's
   * @param fallbacks values by key where neither file nor environment have one
   * @param overrides values by key that the command line gives
   * @throws SettingsException for what cannot be used
   * @throws io.lexstream.streamsapp.policy.PolicyException when the policy cannot be followed
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

  private static List<Setting<?>> declared() {
    var all = new ArrayList<Setting<?>>(EnrichmentConfig.SETTINGS);
    all.addAll(StreamsServer.SETTINGS);
    all.addAll(List.of(BROKER_PORT, REGISTRY_PORT));
    return List.copyOf(all);
  }

  /** Where the parts that others connect to are. */
  record Addresses(String bootstrapServers, String registryUrl) {}

  /** Settings for all parts, once the first ones have started. */
  Settings settings(Addresses addresses, Path state) {
    var settings = Settings.builder().declare(DECLARED).environment(environment);
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

  /** What callers of the API present; empty where none is asked for. */
  public Optional<String> apiToken() {
    return checked.find(HttpConfig.TOKEN);
  }

  public int apiPort() {
    return checked.get(HttpConfig.PORT);
  }

  Delivery delivery() {
    return checked.get(EnrichmentConfig.DELIVERY);
  }

  AnalyzerSettings analyzer() {
    return AnalyzerSettings.from(checked);
  }
}
