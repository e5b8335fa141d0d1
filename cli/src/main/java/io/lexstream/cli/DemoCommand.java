package io.lexstream.cli;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.cli.demo.DemoScreen;
import io.lexstream.cli.demo.SampleFeed;
import io.lexstream.platform.PlatformConfig;
import io.lexstream.platform.RunFolder;
import io.lexstream.platform.RunningPlatform;
import io.lexstream.platform.Stages;
import io.lexstream.settings.Quantities;
import io.lexstream.streamsapp.http.HttpConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lexstream demo}: runs the whole platform on sample documents. */
@Command(
    name = "demo",
    header = "Runs the whole platform and streams real sample documents through it.",
    description = {
      "",
      "Reviews in English and Chinese, news and support messages arrive at a steady rate, with"
          + " regular bursts. The line \"dashboard:\" shows the address of the dashboard.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 the duration passed or the process was stopped; 1 a component failed;",
      "2 the command did not start."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  /** Free ports: the default ports of {@code up} may be in use. */
  private static final Map<String, String> ANY_PORTS =
      Map.of(
          PlatformConfig.BROKER_PORT.key(), "0",
          PlatformConfig.REGISTRY_PORT.key(), "0",
          HttpConfig.PORT.key(), "0");

  @Spec private CommandSpec spec;

  @Mixin private PlatformOptions options;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Stops after this time, for example 90s or 5m (default: runs until Ctrl-C).")
  private Optional<String> duration = Optional.empty();

  @Override
  public Integer call() throws Exception {
    var end = duration.map(DemoCommand::parsed);
    var samples = Corpus.load(ModelFolders.home().resolve("samples"));
    var config = options.load(ANY_PORTS);
    var folder = RunFolder.ofThisProcess();
    return new PlatformSession(config, Stages.all(), folder, folder, spec.commandLine().getErr())
        .run(platform -> stream(samples, platform, config.apiToken(), end));
  }

  private static Duration parsed(String text) {
    try {
      return Quantities.duration(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.usage(
          "--duration is \"%s\": it must be %s".formatted(text, Quantities.DURATION_FORM));
    }
  }

  private void stream(
      Corpus samples, RunningPlatform platform, Optional<String> token, Optional<Duration> end)
      throws ExecutionException, InterruptedException {
    long stopAt = end.map(time -> System.nanoTime() + time.toNanos()).orElse(Long.MAX_VALUE);
    var screen =
        new DemoScreen(
            platform.dashboardUrl(),
            token,
            spec.commandLine().getErr(),
            Terminals.ofThisProcess().error());
    try (var feed = SampleFeed.start(samples, platform.connection())) {
      long left = stopAt - System.nanoTime();
      while (left > 0) {
        var failure =
            platform.failureWithin(Math.min(screen.pause().toMillis(), left / 1_000_000 + 1));
        if (failure.isPresent()) {
          throw CommandFailedException.failed(failure.get(), null);
        }
        screen.show(feed.sent());
        left = stopAt - System.nanoTime();
      }
    }
  }
}
