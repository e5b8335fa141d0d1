package io.lexstream.cli;

import io.lexstream.platform.PlatformConfig;
import io.lexstream.platform.PlatformNotStartedException;
import io.lexstream.platform.RootCause;
import io.lexstream.platform.Timings;
import io.lexstream.platform.WholePlatform;
import io.lexstream.platform.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The whole platform from its start until it is told to stop, and what the user hears of it. */
final class PlatformSession {

  /** What is done while the platform works. */
  interface Work {

    /**
     * Returns when the work is done.
     *
     * @throws ExecutionException with what failed for good
     */
    void run(WholePlatform.Running platform) throws ExecutionException, InterruptedException;
  }

  private final PlatformConfig config;
  private final WorkFolder folder;
  private final Optional<Path> registryServer;
  private final PrintWriter err;

  /**
   * @param folder what the platform keeps; given up at the end
   * @param registryServer folder of the unpacked schema registry; without one there is one inside
   *     this process
   */
  PlatformSession(
      PlatformConfig config, WorkFolder folder, Optional<Path> registryServer, PrintWriter err) {
    this.config = config;
    this.folder = folder;
    this.registryServer = registryServer;
    this.err = err;
  }

  /**
   * Runs the platform until {@code work} is done or a signal arrives, which ends the process.
   *
   * @return the exit code
   */
  int run(Work work) throws IOException, InterruptedException {
    try (folder;
        var platform =
            WholePlatform.start(config, folder, registryServer, Timings.ofThisProcess())) {
      var signal = StopSignal.endingGood(() -> stop(platform));
      try (signal) {
        err.println("lexstream: starting; Ctrl-C stops");
        var running = platform.awaitReady();
        announce(running);
        work.run(running);
        return ExitCode.OK;
      } catch (ExecutionException | RuntimeException e) {
        if (signal.received()) {
          return ExitCode.FAILED; // of the stop, not of the platform
        }
        throw CommandFailedException.failed(RootCause.line(e), e);
      }
    } catch (PlatformNotStartedException e) {
      throw CommandFailedException.usage(e.getMessage());
    }
  }

  private void announce(WholePlatform.Running running) {
    err.println("dashboard: " + running.dashboardUrl());
    err.println("broker: " + running.connection().bootstrapServers());
    err.println("registry: " + running.connection().registryUrl());
  }

  private void stop(WholePlatform platform) {
    platform.close();
    folder.close();
    err.println("lexstream: stopped");
  }
}
