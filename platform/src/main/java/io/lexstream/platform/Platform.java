package io.lexstream.platform;

import io.lexstream.embedded.EmbeddedBroker;
import io.lexstream.embedded.RegistryServer;
import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.flinkjobs.EnrichmentJob;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.settings.Settings;
import io.lexstream.streamsapp.StreamsAppConfig;
import io.lexstream.streamsapp.StreamsServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The platform in this process: broker, registry, model, Flink cluster, enrichment job, and
 * optionally the streams app.
 *
 * <p>It starts in three steps:
 *
 * <ol>
 *   <li>{@link #start} starts broker, registry, model and Flink side by side and returns at once.
 *   <li>{@link #connect} waits for broker and registry, creates the topics and registers the
 *       schemas. From now on clients can write documents.
 *   <li>{@link ConnectedPlatform#run} starts the streams app and the job.
 * </ol>
 *
 * <p>{@link #close} may be called by any thread at any time.
 */
public final class Platform implements AutoCloseable {

  /** All slots share one model session, so a second slot would only add a second operator chain. */
  private static final int PARALLELISM = 1;

  /** Partitions of a configured intake topic that does not exist, as of the inbox. */
  private static final int SOURCE_PARTITIONS = 2;

  private final PlatformConfig config;
  private final Stages stages;
  private final WorkFolder folder;
  private final Timings timings;
  private final ShutdownStack shutdown = new ShutdownStack();
  private final CompletableFuture<TextAnalyzer> model;
  private final CompletableFuture<EmbeddedBroker> broker;
  private final CompletableFuture<LocalFlink> flink;
  private final CompletableFuture<Registry> registry;

  /** The registry's address, and whether it is running. */
  private record Registry(String url, BooleanSupplier alive) {}

  private Platform(PlatformConfig config, Stages stages, WorkFolder folder, Timings timings) {
    this.config = config;
    this.stages = stages;
    this.folder = folder;
    this.timings = timings;
    // The job's analyzer shares the session of this one, so the model is loaded once.
    this.model = startInBackground("model", this::openAnalyzer);
    this.broker = startInBackground("broker", this::startBroker);
    this.flink =
        startInBackground("flink", () -> LocalFlink.start(folder.newFolder("flink"), PARALLELISM));
    this.registry = startRegistry();
  }

  /**
   * Starts the services in the background and returns.
   *
   * @throws PlatformNotStartedException if the disk is full, a port is in use, or the state in the
   *     folder does not fit the configuration
   */
  public static Platform start(
      PlatformConfig config, Stages stages, WorkFolder folder, Timings timings)
      throws PlatformNotStartedException, IOException, InterruptedException {
    DiskSpace.of(folder.path()).requireForStart();
    PortCheck.ofThisMachine().check(config);
    DeliveryMarker.check(folder, config.delivery());
    return new Platform(config, stages, folder, timings);
  }

  private <T extends AutoCloseable> CompletableFuture<T> startInBackground(
      String milestone, Callable<T> start) {
    var started = BackgroundTask.start("start-" + milestone, start).result();
    shutdown.add(() -> closeOnceStarted(started));
    return timings.whenDone(milestone, started);
  }

  private static void closeOnceStarted(CompletableFuture<? extends AutoCloseable> started)
      throws Exception {
    var service = started.<AutoCloseable>thenApply(s -> s).exceptionally(failure -> null).join();
    if (service != null) {
      service.close();
    }
  }

  private TextAnalyzer openAnalyzer() {
    return TextAnalyzer.open(config.analyzer());
  }

  private EmbeddedBroker startBroker() throws IOException {
    return EmbeddedBroker.start(folder.newFolder("kafka"), config.brokerPort(), Map.of());
  }

  private CompletableFuture<Registry> startRegistry() {
    return stages
        .registryServer()
        .map(
            unpacked ->
                startInBackground(
                        "registry-server",
                        () ->
                            RegistryServer.start(
                                unpacked, folder.newFolder("registry"), config.registryPort()))
                    .thenApply(server -> new Registry(server.url(), server::isAlive)))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new Registry("mock://" + folder.path().getFileName(), () -> true)));
  }

  /**
   * Waits for broker and registry, creates the topics and registers the schemas. Called once.
   *
   * @throws ExecutionException if a service failed to start
   */
  public ConnectedPlatform connect() throws ExecutionException, InterruptedException {
    var addresses =
        new PlatformConfig.Addresses(broker.get().bootstrapServers(), registry.get().url());
    var settings = config.settings(addresses, folder.path().resolve("streams"));
    var connection = ConnectionSettings.from(settings);
    createTopics(connection, settings);
    // The platform keeps the serdes open: an in-process registry exists only while it is in use.
    var serdes = shutdown.add(RegistrySerdes.open(connection));
    serdes.registerAll();
    timings.reached("registry");
    return new ConnectedPlatform(this, settings, connection, serdes);
  }

  private void createTopics(ConnectionSettings connection, Settings settings)
      throws ExecutionException, InterruptedException {
    var topics = new ArrayList<>(stages.topics(connection.topics()));
    if (stages.streamsApp()) {
      // The broker belongs to this platform, so no other program can create them before intake
      // starts.
      StreamsAppConfig.from(settings)
          .sources()
          .forEach(
              source -> topics.add(new NewTopic(source.topic(), SOURCE_PARTITIONS, (short) 1)));
    }
    try (var admin = Admin.create(connection.clientProperties())) {
      for (var topic : admin.createTopics(topics).values().values()) {
        awaitExists(topic);
      }
    }
  }

  private static void awaitExists(KafkaFuture<Void> topic)
      throws ExecutionException, InterruptedException {
    try {
      topic.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  RunningPlatform run(Settings settings, ConnectionSettings connection)
      throws ExecutionException, InterruptedException {
    Optional<StreamsServer> server = Optional.empty();
    if (stages.streamsApp()) {
      server = Optional.of(shutdown.add(StreamsServer.start(settings)));
      timings.reached("api");
    }
    model.get(); // A broken model package fails here, not as a failed job.
    var job = submitJob(EnrichmentConfig.from(settings));
    timings.reached("job");
    return new RunningPlatform(
        connection, job, server, registry.get().alive(), DiskSpace.of(folder.path()), timings);
  }

  private RunningJob submitJob(EnrichmentConfig enrichment)
      throws ExecutionException, InterruptedException {
    var environment = flink.get().environment(PARALLELISM);
    EnrichmentJob.define(environment, enrichment);
    return flink.get().submit(enrichment.name(), environment);
  }

  /** Stops everything. A second call has no effect; a concurrent call waits for the first one. */
  @Override
  public void close() {
    shutdown.close();
  }
}
