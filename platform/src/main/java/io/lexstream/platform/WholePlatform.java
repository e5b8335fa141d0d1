package io.lexstream.platform;

import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.flinkjobs.EnrichmentJob;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Scale;
import io.lexstream.settings.Settings;
import io.lexstream.streamsapp.StreamsServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Broker, registry, enrichment job and streams app with its API, all in this process.
 *
 * <p>Thread-safe.
 */
public final class WholePlatform implements AutoCloseable {

  /** One session answers all slots, so a second slot would only add a second chain. */
  private static final int PARALLELISM = 1;

  private static final long LOOK_AGAIN_MS = 100;

  private final PlatformConfig config;
  private final WorkFolder folder;
  private final Timings timings;
  private final OpenServices services = new OpenServices();
  private final LocalPlatform platform;
  private final CompletableFuture<String> registryUrl;
  private volatile BooleanSupplier registryAlive = () -> true;
  private final Background<TextAnalyzer> model;

  private WholePlatform(
      PlatformConfig config, WorkFolder folder, Optional<Path> registryServer, Timings timings) {
    this.config = config;
    this.folder = folder;
    this.timings = timings;
    // The job's analyzer will share this one's session, so nothing is loaded twice.
    this.model = Background.start("load-model", this::openAnalyzer);
    services.add(
        () -> model.result().thenAccept(TextAnalyzer::close).exceptionally(failure -> null).join());
    this.platform =
        services.add(LocalPlatform.start(folder, config.brokerPort(), PARALLELISM, timings));
    this.registryUrl = startRegistry(registryServer);
  }

  /**
   * Begins to start everything, and returns when that has begun.
   *
   * @param registryServer folder of an unpacked registry server; without one the registry is inside
   *     this process, and nobody else can reach it
   * @throws PlatformNotStartedException if a port is taken, or the folder holds what does not fit
   */
  public static WholePlatform start(
      PlatformConfig config, WorkFolder folder, Optional<Path> registryServer, Timings timings)
      throws PlatformNotStartedException, IOException, InterruptedException {
    FixedPorts.check(config);
    KeptDelivery.check(folder, config.delivery());
    return new WholePlatform(config, folder, registryServer, timings);
  }

  private CompletableFuture<String> startRegistry(Optional<Path> server) {
    if (server.isEmpty()) {
      return CompletableFuture.completedFuture("mock://" + folder.path().getFileName());
    }
    return Background.start(
            "start-registry",
            () -> {
              var registry =
                  services.add(
                      RegistryServer.start(
                          server.get(), folder.newFolder("registry"), config.registryPort()));
              registryAlive = registry::isAlive;
              return registry;
            })
        .result()
        .thenApply(RegistryServer::url);
  }

  private TextAnalyzer openAnalyzer() {
    var analyzer = TextAnalyzer.open(config.analyzer().toOptions());
    timings.reached("model");
    return analyzer;
  }

  /**
   * Waits until everything works together.
   *
   * @throws ExecutionException with what did not start
   */
  public Running awaitReady() throws ExecutionException, InterruptedException {
    var broker = platform.broker().get();
    var settings =
        config.settings(
            new PlatformConfig.Addresses(broker.bootstrapServers(), registryUrl.get()),
            folder.path().resolve("streams"));
    prepareTopics(ConnectionSettings.from(settings));
    timings.reached("registry");
    var server = services.add(StreamsServer.start(settings));
    timings.reached("api");
    model.result().get();
    var job = submit(settings);
    var running = new Running(settings, server, job, registryAlive);
    running.awaitReady();
    timings.reached("ready");
    return running;
  }

  private void prepareTopics(ConnectionSettings connection)
      throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(connection.clientProperties())) {
      for (var topic : connection.topics().all(Scale.LOCAL)) {
        create(admin, topic);
      }
    }
    // Kept open: the registry inside this process lives as long as somebody has it open.
    services.add(RegistrySerdes.open(connection)).registerAll();
  }

  private static void create(Admin admin, NewTopic topic)
      throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private RunningJob submit(Settings settings) throws ExecutionException, InterruptedException {
    var enrichment = EnrichmentConfig.from(settings);
    var flink = platform.flink().get();
    var environment = flink.environment(PARALLELISM);
    EnrichmentJob.define(environment, enrichment);
    return flink.submit(enrichment.name(), environment);
  }

  /**
   * Stops everything. Calling it again does nothing, and one of two callers waits for the other.
   */
  @Override
  public void close() {
    services.close();
  }

  /** The platform while it works. */
  public static final class Running {

    private final ConnectionSettings connection;
    private final StreamsServer server;
    private final RunningJob job;
    private final CompletableFuture<Void> jobEnd;
    private final BooleanSupplier registryAlive;

    private Running(
        Settings settings, StreamsServer server, RunningJob job, BooleanSupplier registryAlive) {
      this.connection = ConnectionSettings.from(settings);
      this.server = server;
      this.job = job;
      this.jobEnd = job.end();
      this.registryAlive = registryAlive;
    }

    /** Where Kafka and the registry are. */
    public ConnectionSettings connection() {
      return connection;
    }

    /** Where the API and its pages are. */
    public String dashboardUrl() {
      return "http://127.0.0.1:" + server.port();
    }

    private void awaitReady() throws ExecutionException, InterruptedException {
      while (job.status() != JobStatus.RUNNING || !server.health().isReady()) {
        var failure = failureWithin(LOOK_AGAIN_MS);
        if (failure.isPresent()) {
          throw new ExecutionException(new IllegalStateException(failure.get()));
        }
      }
    }

    /**
     * Waits for a part to fail for good.
     *
     * @param waitMs how long
     * @return what failed, in one line; empty if all works
     */
    public Optional<String> failureWithin(long waitMs)
        throws ExecutionException, InterruptedException {
      try {
        jobEnd.get(waitMs, TimeUnit.MILLISECONDS);
        return Optional.of("the enrichment job ended");
      } catch (TimeoutException e) {
        if (!registryAlive.getAsBoolean()) {
          return Optional.of("the schema registry ended");
        }
        var health = server.health();
        return health.isAlive()
            ? Optional.empty()
            : Optional.of("the streams app failed: " + health.detail());
      }
    }
  }
}
