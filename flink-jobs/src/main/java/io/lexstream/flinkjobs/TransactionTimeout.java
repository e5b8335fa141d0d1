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
 * Checks the transaction timeout before the job starts. If it is too short, results are lost: the
 * broker aborts a transaction that the sink would commit after a restart, and the sink only logs
 * the failed commit.
 */
final class TransactionTimeout {

  private static final String BROKER_MAXIMUM = "transaction.max.timeout.ms";

  private TransactionTimeout() {}

  /**
   * Checks it against the times of the job and against the maximum of the brokers.
   *
   * @throws SettingsException that names the value to change, or if Kafka does not answer
   */
  static void check(EnrichmentConfig config, Brokers brokers) {
    checkAgainstJob(config);
    brokerMaximum(brokers).ifPresent(maximum -> checkAgainstBroker(config, maximum));
  }

  /**
   * A transaction is open for one interval and the checkpoint that ends it, and for a restart if
   * the job fails then.
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

  /**
   * The smallest maximum of all brokers; empty if none reports one or the job is not authorized.
   */
  private static Optional<Duration> brokerMaximum(Brokers brokers) {
    return brokers
        .query("nodes of the cluster", admin -> admin.describeCluster().nodes())
        .flatMap(nodes -> brokers.query(BROKER_MAXIMUM, admin -> configs(admin, nodes)))
        .flatMap(
            configs ->
                configs.values().stream()
                    .map(broker -> broker.get(BROKER_MAXIMUM))
                    // Some hosted brokers do not report it.
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
