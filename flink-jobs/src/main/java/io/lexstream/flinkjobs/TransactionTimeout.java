package io.lexstream.flinkjobs;

import io.lexstream.schemas.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the transaction timeout before the job starts. One that is too short loses results without
 * a word: the broker aborts what was to be committed after a restart, and the sink logs it and goes
 * on.
 */
final class TransactionTimeout {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionTimeout.class);
  private static final String BROKER_MAXIMUM = "transaction.max.timeout.ms";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TransactionTimeout() {}

  /**
   * Checks it against the job's own times and against the brokers' maximum.
   *
   * @throws SettingsException saying which value to change, or that Kafka does not answer
   */
  static void check(EnrichmentConfig config) {
    checkAgainstJob(config);
    brokerMaximum(config).ifPresent(maximum -> checkAgainstBroker(config, maximum));
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

  /** The smallest maximum of all brokers; empty if the job may not ask for it. */
  private static Optional<Duration> brokerMaximum(EnrichmentConfig config) {
    Map<String, Object> properties = new HashMap<>(config.connection().clientProperties());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    try (var admin = Admin.create(properties)) {
      var brokers =
          admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stream()
              .map(Node::idString)
              .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
              .toList();
      return admin
          .describeConfigs(brokers)
          .all()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .values()
          .stream()
          .map(broker -> Duration.ofMillis(Long.parseLong(broker.get(BROKER_MAXIMUM).value())))
          .min(Duration::compareTo);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn(
            "not allowed to ask the brokers for {}, so transaction timeout {} is not checked"
                + " against it",
            BROKER_MAXIMUM,
            seconds(config.transactionTimeout()));
        return Optional.empty();
      }
      throw unreachable(config, e.getCause());
    } catch (TimeoutException e) {
      throw unreachable(config, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(config, e);
    }
  }

  private static SettingsException unreachable(EnrichmentConfig config, Throwable cause) {
    return new SettingsException(
        "Kafka at "
            + config.connection().bootstrapServers()
            + " does not answer ("
            + cause.getMessage()
            + "): start it or correct kafka.bootstrap-servers",
        cause);
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
