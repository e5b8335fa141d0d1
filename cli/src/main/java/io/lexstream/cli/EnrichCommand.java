package io.lexstream.cli;

import io.lexstream.cli.enrich.EnrichmentRequest;
import io.lexstream.cli.enrich.LocalEnrichment;
import io.lexstream.cli.enrich.OutputFailedException;
import io.lexstream.cli.enrich.OutputFailedException.Output;
import io.lexstream.platform.PlatformNotStartedException;
import io.lexstream.platform.RootCause;
import io.lexstream.platform.RunFolder;
import io.lexstream.platform.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lexstream enrich}: sends JSON lines through Kafka and Flink; results keep their order. */
@Command(
    name = "enrich",
    header = "Enriches JSON lines with language, sentiment, toxicity, entities and a summary.",
    description = {
      "",
      "Each line is a JSON object. Only text is required; id, source, author, language, eventTime"
          + " and attributes are optional. Results are in the order of the input.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 all lines were enriched; 1 some lines are dead letters, or the run failed;",
      "2 the command did not start."
    },
    mixinStandardHelpOptions = true)
final class EnrichCommand implements Callable<Integer> {

  /** Results become visible with each commit. The interval is short enough for typed input. */
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);

  /** The message of the operating system when the reader of a pipe has closed it. */
  private static final String BROKEN_PIPE = "Broken pipe";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "JSON lines to read; - reads standard input.")
  private String file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File for enriched documents (default: standard output).")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--dead",
      paramLabel = "FILE",
      description = "File for dead letters: lines that could not be enriched, with the reason.")
  private Optional<Path> dead = Optional.empty();

  @Mixin private ModelOption models;

  @Option(
      names = "--timings",
      description = "Prints start-up and run times, and the peak memory of the process.")
  private boolean timingsWanted;

  @Override
  public Integer call() throws Exception {
    var timings = Timings.ofThisProcess();
    var packages = models.packages();
    try (var files = EnrichFiles.open(file, output, dead);
        var folder = RunFolder.ofThisProcess();
        var screen =
            new EnrichScreen(spec.commandLine().getErr(), files, dead, Terminals.ofThisProcess())) {
      var request =
          new EnrichmentRequest(
              files.inputName(),
              files.input(),
              files.enriched(),
              files.dead(),
              packages,
              COMMIT_INTERVAL);
      return enrich(request, folder, screen, timings);
    }
  }

  private int enrich(
      EnrichmentRequest request, RunFolder folder, EnrichScreen screen, Timings timings)
      throws PlatformNotStartedException, IOException, InterruptedException {
    var enrichment = LocalEnrichment.start(request, folder, timings);
    var signal = StopSignal.handledBy(() -> stop(enrichment, folder, screen));
    try (signal;
        enrichment) {
      var tally = enrichment.run(screen);
      timings.reached("last record");
      screen.summarize(tally);
      if (timingsWanted) {
        screen.print(timings);
      }
      return tally.dead() == 0 ? ExitCode.OK : ExitCode.FAILED;
    } catch (ExecutionException | RuntimeException e) {
      return signal.received() ? ExitCode.FAILED : failed(RootCause.of(e));
    }
  }

  private static void stop(LocalEnrichment enrichment, RunFolder folder, EnrichScreen screen) {
    enrichment.close();
    screen.stopped();
    folder.close();
  }

  private int failed(Throwable cause) {
    if (!(cause instanceof OutputFailedException failure)) {
      throw CommandFailedException.failed(RootCause.line(cause), cause);
    }
    boolean enriched = failure.output() == Output.ENRICHED;
    if (enriched && output.isEmpty() && BROKEN_PIPE.equals(cause.getMessage())) {
      return ExitCode.BROKEN_PIPE;
    }
    var file = enriched ? output : dead;
    throw CommandFailedException.failed(
        "cannot write %s: %s: free some space or name another file with %s"
            .formatted(
                file.map(Path::toString).orElse("standard output"),
                cause.getMessage(),
                enriched ? "-o" : "--dead"),
        cause);
  }
}
