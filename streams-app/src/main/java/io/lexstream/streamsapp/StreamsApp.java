package io.lexstream.streamsapp;

import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.streamsapp.feed.Feed;
import io.lexstream.streamsapp.kafka.Counts;
import io.lexstream.streamsapp.query.StateQueries;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Intake, moderation and analytics, and the door to what they know. Several instances of one name
 * share the work. Thread-safe.
 */
public final class StreamsApp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

  private final RegistrySerdes serdes;
  private final KafkaStreams streams;
  private final Metrics metrics = new Metrics();
  private final StreamsFailures failures = new StreamsFailures();
  private final Gateway gateway;
  private final Feed feed;
  private final StateQueries queries;

  private StreamsApp(StreamsAppConfig config, HostInfo self) {
    this.serdes = RegistrySerdes.open(config.connection());
    this.streams =
        new KafkaStreams(
            Topologies.define(
                config, serdes, InstantSource.system(), new Counts(metrics.registry())),
            StreamsProperties.of(config, self.host() + ":" + self.port()));
    streams.setUncaughtExceptionHandler(failures);
    this.gateway = new Gateway(config.connection(), serdes);
    this.feed = new Feed(config.connection(), serdes);
    metrics.watch(streams, feed);
    this.queries = StateQueries.of(() -> streams, self);
  }

  /**
   * Starts and returns at once; {@link #health} tells when it is ready.
   *
   * @param self where other instances reach this one's HTTP API
   * @throws StreamsAppException when topics are missing or the brokers do not answer
   */
  public static StreamsApp start(StreamsAppConfig config, HostInfo self) {
    StreamsApp app;
    try {
      RequiredTopics.check(config);
      app = new StreamsApp(config, self);
    } catch (KafkaException e) {
      throw new StreamsAppException(
          "the streams app cannot start ("
              + StreamsFailures.root(e).getMessage()
              + "): check kafka.*, registry.* and streams.*, and that no other instance uses "
              + config.stateDir(),
          e);
    }
    app.streams.start();
    app.feed.start();
    LOG.info(
        "streams app started: name={} self={}:{} delivery={} policy={} sources={}",
        config.name(),
        self.host(),
        self.port(),
        config.delivery(),
        config.policy().version(),
        config.sources().size());
    return app;
  }

  public Health health() {
    return switch (streams.state()) {
      case CREATED -> new Health(Health.Status.STARTING, "starting");
      case RUNNING -> new Health(Health.Status.READY, "running");
      case REBALANCING ->
          new Health(Health.Status.REBALANCING, "work and state move between instances");
      default ->
          new Health(
              Health.Status.FAILED, failures.fatal() == null ? "not running" : failures.fatal());
    };
  }

  /** Where documents, verdicts and erasures go in. */
  public Gateway gateway() {
    return gateway;
  }

  /** What the app knows. */
  public StateQueries queries() {
    return queries;
  }

  /** What happens, as it happens. */
  public Feed feed() {
    return feed;
  }

  /** What is measured, in Prometheus's text format. */
  public String scrape() {
    return metrics.scrape();
  }

  /** Finishes what is under way, hands the work to other instances, and releases everything. */
  @Override
  public void close() {
    feed.close();
    gateway.close();
    boolean finished =
        streams.close(
            CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    if (!finished) {
      LOG.warn("streams app did not finish in time: seconds={}", CLOSE_WITHIN.toSeconds());
    }
    serdes.close();
  }
}
