package io.lexstream.streamsapp;

import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.deadletters.DeadLetterLog;
import io.lexstream.streamsapp.deadletters.Replays;
import io.lexstream.streamsapp.http.HttpBackend;
import io.lexstream.streamsapp.read.feed.CommittedRecordReader;
import io.lexstream.streamsapp.read.feed.Feed;
import io.lexstream.streamsapp.read.query.StateQueries;
import io.lexstream.streamsapp.read.stats.ConsumerLags;
import io.lexstream.streamsapp.read.stats.Health;
import io.lexstream.streamsapp.read.stats.PipelineStats;
import io.lexstream.streamsapp.topology.Counts;
import io.lexstream.streamsapp.write.ingress.Gateway;
import io.lexstream.streamsapp.write.intake.SourceTopic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Intake, moderation, analytics and the archive. Instances with the same name share the work.
 * Thread-safe.
 */
public final class StreamsApp implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final List<Topic> READ =
      List.of(Topic.INBOX, Topic.DOCUMENTS, Topic.ENRICHED, Topic.DECISIONS, Topic.REVIEWS);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

  private final RegistrySerdes serdes;
  private final KafkaStreams streams;
  private final Metrics metrics = new Metrics();
  private final StreamsFailures failures = new StreamsFailures();
  private final Gateway gateway;
  private final Feed feed;
  private final PipelineStats stats;
  private final DeadLetterLog deadLetters;
  private final Replays replays;
  private final CommittedRecordReader committed;
  private final ConsumerLags lags;
  private final StateQueries queries;

  private StreamsApp(StreamsAppConfig config, HostInfo self) {
    this.serdes = RegistrySerdes.open(config.connection());
    this.streams =
        new KafkaStreams(
            Topologies.define(
                config, serdes, InstantSource.system(), new Counts(metrics.registry())),
            StreamsProperties.of(config, self.host() + ":" + self.port()));
    streams.setUncaughtExceptionHandler(failures);
    this.gateway =
        new Gateway(
            config.connection(),
            serdes,
            config.name() + "-gateway-" + self.host() + "-" + self.port());
    var clock = InstantSource.system();
    var topics = config.connection().topics();
    this.feed = new Feed(serdes);
    this.stats = new PipelineStats(clock, metrics.registry());
    this.deadLetters = new DeadLetterLog(topics, serdes);
    this.committed =
        new CommittedRecordReader(config.connection(), List.of(feed, stats, deadLetters), clock);
    this.replays =
        new Replays(config.connection(), gateway, deadLetters, readTopics(config), clock);
    var lagging = readTopics(config);
    lagging.add(topics.name(Topic.DEAD_LETTERS));
    this.lags = new ConsumerLags(config.connection(), groups(config), lagging);
    metrics.watch(streams, feed);
    this.queries = StateQueries.of(() -> streams, self);
  }

  /** Topics that the app or the enrichment job reads, and to which dead letters can be replayed. */
  private static Set<String> readTopics(StreamsAppConfig config) {
    var read = config.sources().stream().map(SourceTopic::topic).collect(Collectors.toSet());
    READ.forEach(topic -> read.add(config.connection().topics().name(topic)));
    return read;
  }

  private static Set<String> groups(StreamsAppConfig config) {
    var groups = new HashSet<>(config.watchedGroups());
    groups.add(config.name());
    return groups;
  }

  /**
   * Starts without waiting. {@link #health} reports when the app is ready.
   *
   * @param self address of this instance's HTTP API for other instances
   * @throws StreamsAppException if topics are missing or the brokers do not answer
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
    app.committed.start();
    app.lags.start();
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
      case RUNNING ->
          committed.isReading()
              ? new Health(Health.Status.READY, "running")
              : new Health(Health.Status.STARTING, "the reader of committed records is starting");
      case REBALANCING ->
          new Health(Health.Status.REBALANCING, "partitions and state move between instances");
      default ->
          new Health(
              Health.Status.FAILED, failures.fatal() == null ? "not running" : failures.fatal());
    };
  }

  /** The parts that the HTTP API serves. */
  HttpBackend httpBackend() {
    return new HttpBackend(
        gateway, queries, feed, stats, lags, deadLetters, replays, this::health, metrics::scrape);
  }

  /** Commits, leaves the consumer group and releases all resources. */
  @Override
  public void close() {
    committed.close();
    lags.close();
    gateway.close();
    boolean finished =
        streams.close(
            CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    if (!finished) {
      LOG.warn("streams app did not stop in time: seconds={}", CLOSE_WITHIN.toSeconds());
    }
    serdes.close();
  }
}
