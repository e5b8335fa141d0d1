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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions to Kafka before the job starts; all answers together within a deadline. */
final class Brokers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Brokers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EnrichmentConfig config;
  private final Admin admin;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  private Brokers(EnrichmentConfig config, Admin admin) {
    this.config = config;
    this.admin = admin;
  }

  static Brokers of(EnrichmentConfig config) {
    Map<String, Object> properties = new HashMap<>(config.connection().clientProperties());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    return new Brokers(config, Admin.create(properties));
  }

  /**
   * The answer; empty if the job may not ask, which is logged.
   *
   * @param about what is asked, for the log
   * @throws SettingsException if Kafka does not answer in time
   */
  <T> Optional<T> ask(String about, Function<Admin, KafkaFuture<T>> question) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return Optional.of(question.apply(admin).get(left, TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn(
            "not allowed to ask the brokers for {}, so it is not checked: {}",
            about,
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
        "Kafka at "
            + config.connection().bootstrapServers()
            + " does not answer ("
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
            + "): start it or correct kafka.bootstrap-servers",
        cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
