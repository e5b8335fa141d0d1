package io.lexstream.flinkjobs;

import io.lexstream.settings.SettingsException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Checks the transaction timeout before the job starts. One that is too short loses results without
 * a word: the broker aborts what was to be committed after a restart, and the sink logs it and goes
 * on.
 */
final class TransactionTimeout {

  private static final String BROKER_MAXIMUM = "transaction.max.timeout.ms";

  private TransactionTimeout() {}

  /**
   * Checks it against the job's own times and against the brokers' maximum.
   *
   * @throws SettingsException saying which value to change, or that Kafka does not answer
   */
  static void check(EnrichmentConfig config, Brokers brokers) {
    checkAgainstJob(config);
    brokerMaximum(brokers).ifPresent(maximum -> checkAgainstBroker(config, maximum));
  }

  /**
   * A transaction is open for one interval and the checkpoint that ends it; if the job fails just
   * then, for a restart on top.
   */
  private static void checkAgainstJob(EnrichmentConfig config) {
    var needed =
        config
            .checkpointInterval()
            .plus(config.longestCheckpoint())
            .plus(config.restarts().longestRestart());
    if (config.transactionTimeout().compareTo(needed) <= 0) {
      throw new SettingsException(
          "transaction timeout "
              + seconds(config.transactionTimeout())
              + " is not longer than checkpoint interval, longest checkpoint and longest restart"
              + " together, "
              + seconds(needed)
              + ": raise "
              + EnrichmentConfig.TRANSACTION_TIMEOUT
              + " or lower "
              + RestartSettings.LONGEST_RESTART);
    }
  }

  private static void checkAgainstBroker(EnrichmentConfig config, Duration maximum) {
    if (config.transactionTimeout().compareTo(maximum) > 0) {
      throw new SettingsException(
          "transaction timeout "
              + seconds(config.transactionTimeout())
              + " is longer than the broker allows, "
              + seconds(maximum)
              + ": raise "
              + BROKER_MAXIMUM
              + " on the brokers or lower "
              + EnrichmentConfig.TRANSACTION_TIMEOUT);
    }
  }

  /** The smallest maximum of the brokers that name one; empty if none does or none may be asked. */
  private static Optional<Duration> brokerMaximum(Brokers brokers) {
    return brokers
        .ask("their nodes", admin -> admin.describeCluster().nodes())
        .flatMap(nodes -> brokers.ask(BROKER_MAXIMUM, admin -> configs(admin, nodes)))
        .flatMap(
            configs ->
                configs.values().stream()
                    .map(broker -> broker.get(BROKER_MAXIMUM))
                    // Some hosted brokers keep it to themselves.
                    .filter(maximum -> maximum != null && maximum.value() != null)
                    .map(maximum -> Duration.ofMillis(Long.parseLong(maximum.value())))
                    .min(Duration::compareTo));
  }

  private static KafkaFuture<Map<ConfigResource, Config>> configs(
      Admin admin, Collection<Node> nodes) {
    var brokers =
        nodes.stream()
            .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
            .toList();
    return admin.describeConfigs(brokers).all();
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
