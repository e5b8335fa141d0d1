package io.lexstream.cli;

import io.lexstream.platform.Platform;
import io.lexstream.platform.PlatformConfig;
import io.lexstream.platform.PlatformNotStartedException;
import io.lexstream.platform.RootCause;
import io.lexstream.platform.RunningPlatform;
import io.lexstream.platform.Stages;
import io.lexstream.platform.Timings;
import io.lexstream.platform.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;

/** Runs the whole platform from start to stop and prints its addresses. */
final class PlatformSession {

  /** Work to do while the platform runs. */
  interface Work {

    /**
     * Returns when the work is done.
     *
     * @throws ExecutionException if a component failed
     */
    void run(RunningPlatform platform) throws ExecutionException, InterruptedException;
  }

  private final PlatformConfig config;
  private final WorkFolder folder;
  private final WorkFolder temporary;
  private final Stages stages;
  private final PrintWriter err;

  /**
   * @param folder the folder of the platform; closed at the end
   * @param temporary the folder for temporary files, may be the same; closed at the end
   */
  PlatformSession(
      PlatformConfig config,
      Stages stages,
      WorkFolder folder,
      WorkFolder temporary,
      PrintWriter err) {
    this.config = config;
    this.temporary = temporary;
    this.stages = stages;
    this.folder = folder;
    this.err = err;
  }

  /**
   * Runs the platform until {@code work} is done or a signal ends the process.
   *
   * @return the exit code
   */
  int run(Work work) throws IOException, InterruptedException {
    try (temporary;
        folder;
        var platform = Platform.start(config, stages, folder, Timings.ofThisProcess())) {
      var signal = StopSignal.exitingNormally(() -> stop(platform));
      try (signal) {
        err.println("lexstream: starting; press Ctrl-C to stop");
        var running = platform.connect().run();
        running.awaitReady();
        announce(running);
        work.run(running);
        return ExitCode.OK;
      } catch (ExecutionException | RuntimeException e) {
        if (signal.received()) {
          return ExitCode.FAILED; // The stop caused the failure.
        }
        throw CommandFailedException.failed(RootCause.line(e), e);
      }
    } catch (PlatformNotStartedException e) {
      throw CommandFailedException.usage(e.getMessage());
    }
  }

  private void announce(RunningPlatform running) {
    err.println("dashboard: " + running.dashboardUrl());
    err.println("broker: " + running.connection().bootstrapServers());
    err.println("registry: " + running.connection().registryUrl());
  }

  private void stop(Platform platform) {
    platform.close();
    folder.close();
    temporary.close();
    err.println("lexstream: stopped");
  }
}
