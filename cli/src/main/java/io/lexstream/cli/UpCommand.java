package io.lexstream.cli;

import io.lexstream.platform.DataFolder;
import io.lexstream.platform.RunFolder;
import io.lexstream.platform.RunningPlatform;
import io.lexstream.platform.Stages;
import io.lexstream.platform.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lexstream up}: runs the whole platform until it is stopped. */
@Command(
    name = "up",
    header = "Runs the whole platform on this machine until Ctrl-C.",
    description = {
      "",
      "Starts a Kafka broker, a schema registry, the enrichment job, and the streams app with its"
          + " dashboard and API. They are reachable from this machine only.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 the process was stopped; 1 a component failed; 2 the command did not start."
    },
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

  private static final long CHECK_INTERVAL_MS = 1_000;

  @Spec private CommandSpec spec;

  @Mixin private PlatformOptions options;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder for all data; a later start continues from it (default: data is deleted at the end).")
  private Optional<Path> data = Optional.empty();

  @Override
  public Integer call() throws Exception {
    var config = options.load(Map.of());
    // The script unpacks it there.
    var registry = ModelFolders.home().resolve("embedded/target/registry-server");
    return new PlatformSession(
            config,
            Stages.all().withRegistryServer(registry),
            folder(),
            RunFolder.ofThisProcess(),
            spec.commandLine().getErr())
        .run(UpCommand::awaitFailure);
  }

  private WorkFolder folder() throws IOException {
    if (data.isEmpty()) {
      return RunFolder.ofThisProcess();
    }
    try {
      return DataFolder.open(data.get());
    } catch (IOException e) {
      throw CommandFailedException.usage(e.getMessage());
    }
  }

  private static void awaitFailure(RunningPlatform platform)
      throws ExecutionException, InterruptedException {
    Optional<String> failure;
    do {
      failure = platform.failureWithin(CHECK_INTERVAL_MS);
    } while (failure.isEmpty());
    throw CommandFailedException.failed(failure.get(), null);
  }
}
