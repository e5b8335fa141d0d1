package io.lexstream.cli.enrich;

import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.flinkjobs.RestartSettings;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.platform.Platform;
import io.lexstream.platform.PlatformConfig;
import io.lexstream.platform.PlatformNotStartedException;
import io.lexstream.platform.RunFolder;
import io.lexstream.platform.Stages;
import io.lexstream.platform.Timings;
import io.lexstream.streamsapp.http.HttpConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Enriches one input on a platform that is started for it and stopped after it.
 *
 * <p>{@link #run} is called once. Another thread may call {@link #close} to stop it.
 */
public final class LocalEnrichment implements AutoCloseable {

  private static final String RESTARTS = "3";

  private final EnrichmentRequest request;
  private final Timings timings;
  private final Platform platform;

  private volatile LineExchange exchange;

  private LocalEnrichment(EnrichmentRequest request, Timings timings, Platform platform) {
    this.request = request;
    this.timings = timings;
    this.platform = platform;
  }

  /** Starts the services in the background and returns. */
  public static LocalEnrichment start(EnrichmentRequest request, RunFolder folder, Timings timings)
      throws PlatformNotStartedException, IOException, InterruptedException {
    var platform = Platform.start(config(request), Stages.enrichment(), folder, timings);
    return new LocalEnrichment(request, timings, platform);
  }

  /** The result depends only on the command line, so environment variables are not read. */
  private static PlatformConfig config(EnrichmentRequest request) {
    var packages = request.models().stream().map(Path::toString).collect(Collectors.joining(","));
    return PlatformConfig.load(
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(
            AnalyzerOptions.PACKAGES.key(),
            packages,
            EnrichmentConfig.CHECKPOINT_INTERVAL.key(),
            request.commitInterval().toMillis() + "ms",
            RestartSettings.ATTEMPTS.key(),
            RESTARTS,
            PlatformConfig.BROKER_PORT.key(),
            "0",
            PlatformConfig.REGISTRY_PORT.key(),
            "0",
            HttpConfig.PORT.key(),
            "0"));
  }

  /**
   * Enriches every line of the input.
   *
   * @return counts of the lines by outcome
   * @throws ExecutionException if a model package is broken, the job failed permanently, the input
   *     cannot be read, or the output cannot be written ({@link OutputFailedException})
   */
  public Tally run(Progress progress) throws ExecutionException, InterruptedException {
    var connected = platform.connect();
    var report = new ProgressReport(progress, timings);
    exchange =
        LineExchange.start(
            request, connected.connection(), connected.jobName(), connected.serdes(), report);
    var running = connected.run();
    progress.ready();
    CompletableFuture.anyOf(
            exchange.end(), running.jobEnd().thenRun(LocalEnrichment::failEndedEarly))
        .get();
    return report.tally();
  }

  private static void failEndedEarly() {
    throw new IllegalStateException("enrichment job ended before all lines were processed");
  }

  /**
   * Stops everything. Results that arrived until now are written. A second call has no effect; a
   * concurrent call waits for the first one.
   */
  @Override
  public synchronized void close() {
    if (exchange != null) {
      exchange.close();
    }
    platform.close();
  }
}
