package io.lexstream.cli.enrich;

import io.lexstream.flinkjobs.AnalyzerSettings;
import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.flinkjobs.EnrichmentJob;
import io.lexstream.flinkjobs.RestartSettings;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.platform.Background;
import io.lexstream.platform.EmbeddedBroker;
import io.lexstream.platform.LocalPlatform;
import io.lexstream.platform.RunFolder;
import io.lexstream.platform.RunningJob;
import io.lexstream.platform.Timings;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Topic;
import io.lexstream.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;

/**
 * One run over one input: Kafka, Flink and the model are started for it, in this process, and
 * stopped after it.
 *
 * <p>{@link #run} is called once; {@link #close} may be called by another thread and ends it.
 */
public final class LocalEnrichment implements AutoCloseable {

  /** The job only passes records on; inference has threads of its own. */
  private static final int PARALLELISM = 1;

  private static final String RESTARTS = "3";

  private final EnrichmentRequest request;
  private final Timings timings;
  private final String registryUrl;
  private final LocalPlatform platform;
  private final Background<TextAnalyzer> model;

  private volatile LineExchange exchange;

  private LocalEnrichment(
      EnrichmentRequest request,
      String registryUrl,
      Timings timings,
      LocalPlatform platform,
      Background<TextAnalyzer> model) {
    this.request = request;
    this.registryUrl = registryUrl;
    this.timings = timings;
    this.platform = platform;
    this.model = model;
  }

  /** Begins to start everything the run needs, side by side, and returns at once. */
  public static LocalEnrichment start(
      EnrichmentRequest request, RunFolder folder, Timings timings) {
    // The job's analyzer will share this one's session, so nothing is loaded twice.
    var model = Background.start("load-model", () -> openAnalyzer(request.models(), timings));
    var platform = LocalPlatform.start(folder, 0, PARALLELISM, timings);
    // A registry inside this process and for this run only.
    var registryUrl = "mock://" + folder.path().getFileName();
    return new LocalEnrichment(request, registryUrl, timings, platform, model);
  }

  private static TextAnalyzer openAnalyzer(List<Path> models, Timings timings) {
    var settings =
        Settings.builder()
            .declare(AnalyzerSettings.SETTINGS)
            .override(AnalyzerSettings.PACKAGES.key(), listed(models))
            .load();
    var options = AnalyzerSettings.from(settings).toOptions();
    var analyzer = TextAnalyzer.open(options);
    timings.reached("model");
    return analyzer;
  }

  /**
   * Enriches every line of the input.
   *
   * @return how many lines became what
   * @throws ExecutionException with what went wrong: a model package that is broken, a job that
   *     failed for good, an input that cannot be read, an {@link OutputFailedException}
   */
  public Tally run(Progress progress) throws ExecutionException, InterruptedException {
    var config = config(platform.broker().get());
    createTopics(config.connection());
    try (var serdes = RegistrySerdes.open(config.connection())) {
      serdes.registerAll();
      timings.reached("registry");
      var report = new ProgressReport(progress, timings);
      exchange = LineExchange.start(request, config.connection(), config.name(), serdes, report);
      model.result().get();
      var job = submit(config);
      timings.reached("job");
      progress.ready();
      CompletableFuture.anyOf(exchange.end(), job.end().thenRun(LocalEnrichment::endedEarly)).get();
      return report.tally();
    }
  }

  private EnrichmentConfig config(EmbeddedBroker broker) {
    var settings =
        Settings.builder()
            .declare(EnrichmentConfig.SETTINGS)
            .override(ConnectionSettings.BOOTSTRAP_SERVERS.key(), broker.bootstrapServers())
            .override(ConnectionSettings.REGISTRY_URL.key(), registryUrl)
            .override(AnalyzerSettings.PACKAGES.key(), listed(request.models()))
            .override(
                EnrichmentConfig.CHECKPOINT_INTERVAL.key(),
                request.commitInterval().toMillis() + "ms")
            .override(RestartSettings.ATTEMPTS.key(), RESTARTS)
            .load();
    return EnrichmentConfig.from(settings);
  }

  private static String listed(List<Path> folders) {
    return folders.stream().map(Path::toString).collect(Collectors.joining(","));
  }

  private static void createTopics(ConnectionSettings connection)
      throws ExecutionException, InterruptedException {
    var topics =
        Stream.of(Topic.DOCUMENTS, Topic.ENRICHED, Topic.DEAD_LETTERS)
            .map(topic -> connection.topics().newTopic(topic, Scale.LOCAL))
            .toList();
    try (var admin = Admin.create(connection.clientProperties())) {
      admin.createTopics(topics).all().get();
    }
  }

  private RunningJob submit(EnrichmentConfig config)
      throws ExecutionException, InterruptedException {
    var environment = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM);
    EnrichmentJob.define(environment, config);
    return platform.flink().get().submit(config.name(), environment);
  }

  private static void endedEarly() {
    throw new IllegalStateException("the enrichment job ended before every line had its answer");
  }

  /**
   * Stops everything; what was answered so far has been written. Calling it again does nothing, and
   * one of two callers waits for the other.
   */
  @Override
  public synchronized void close() {
    if (exchange != null) {
      exchange.close();
    }
    platform.close();
    model.result().thenAccept(TextAnalyzer::close).exceptionally(failure -> null).join();
  }
}
