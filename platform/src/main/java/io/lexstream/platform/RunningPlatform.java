package io.lexstream.platform;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.streamsapp.StreamsServer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobStatus;

/**
 * A platform whose parts are all started.
 *
 * <p>Thread-safe.
 */
public final class RunningPlatform {

  private static final long POLL_INTERVAL_MS = 100;

  private final ConnectionSettings connection;
  private final RunningJob job;
  private final CompletableFuture<Void> jobEnd;
  private final Optional<StreamsServer> server;
  private final BooleanSupplier registryAlive;
  private final DiskSpace disk;
  private final Timings timings;

  RunningPlatform(
      ConnectionSettings connection,
      RunningJob job,
      Optional<StreamsServer> server,
      BooleanSupplier registryAlive,
      DiskSpace disk,
      Timings timings) {
    this.connection = connection;
    this.job = job;
    this.jobEnd = job.end();
    this.server = server;
    this.registryAlive = registryAlive;
    this.disk = disk;
    this.timings = timings;
  }

  /** The addresses of broker and registry. */
  public ConnectionSettings connection() {
    return connection;
  }

  /**
   * The address of the API and the dashboard.
   *
   * @throws IllegalStateException if the streams app is not one of the stages
   */
  public String dashboardUrl() {
    return "http://127.0.0.1:"
        + server
            .orElseThrow(
                () -> new IllegalStateException("the streams app is not one of the stages"))
            .port();
  }

  /** Completes when the enrichment job ends, exceptionally if it failed. */
  public CompletableFuture<Void> jobEnd() {
    return jobEnd;
  }

  /**
   * Waits until the job is running and the streams app is ready.
   *
   * @throws ExecutionException if a part fails before that
   */
  public void awaitReady() throws ExecutionException, InterruptedException {
    while (!isReady()) {
      var failure = failureWithin(POLL_INTERVAL_MS);
      if (failure.isPresent()) {
        throw new ExecutionException(new IllegalStateException(failure.get()));
      }
    }
    timings.reached("ready");
  }

  private boolean isReady() {
    return job.status() == JobStatus.RUNNING
        && server.map(app -> app.health().isReady()).orElse(true);
  }

  /**
   * Waits for a part to fail permanently.
   *
   * @param waitMs how long to wait, in ms
   * @return the failure in one line; empty if all parts work
   * @throws ExecutionException if the job failed
   */
  public Optional<String> failureWithin(long waitMs)
      throws ExecutionException, InterruptedException {
    try {
      jobEnd.get(waitMs, TimeUnit.MILLISECONDS);
      return Optional.of("enrichment job ended unexpectedly");
    } catch (TimeoutException e) {
      if (!registryAlive.getAsBoolean()) {
        return Optional.of("schema registry exited unexpectedly");
      }
      var shortage = disk.shortage();
      if (shortage.isPresent()) {
        return shortage;
      }
      return server
          .map(StreamsServer::health)
          .filter(health -> !health.isAlive())
          .map(health -> "streams app failed: " + health.detail());
    }
  }
}
