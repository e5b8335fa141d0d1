package io.lexstream.flinkjobs;

import io.lexstream.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.util.clock.Clock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queries to Kafka before the job starts. One deadline applies to all of them together. */
final class Brokers implements AutoCloseable {

  /** Time for all queries together. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Brokers.class);

  private final EnrichmentConfig config;
  private final Admin admin;
  private final Deadline deadline;

  Brokers(EnrichmentConfig config, Admin admin, Clock clock) {
    this.config = config;
    this.admin = admin;
    this.deadline = Deadline.fromNowWithClock(TIMEOUT, clock);
  }

  static Brokers of(EnrichmentConfig config, Clock clock) {
    Map<String, Object> properties = new HashMap<>(config.connection().clientProperties());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
    return new Brokers(config, Admin.create(properties), clock);
  }

  /**
   * Sends a query.
   *
   * @param subject what is queried, for the log
   * @return the answer; empty if the job is not authorized, which is logged
   * @throws SettingsException if Kafka does not answer in time
   */
  <T> Optional<T> query(String subject, Function<Admin, KafkaFuture<T>> query) {
    try {
      long left = Math.max(0, deadline.timeLeft().toNanos());
      return Optional.of(query.apply(admin).get(left, TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn(
            "check skipped, not authorized to query the brokers: subject={} cause={}",
            subject,
            e.getCause().getMessage());
        return Optional.empty();
      }
      throw unreachable(e.getCause());
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private SettingsException unreachable(Throwable cause) {
    return new SettingsException(
        "Kafka at %s does not answer (%s): start it or correct kafka.bootstrap-servers"
            .formatted(
                config.connection().bootstrapServers(),
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
