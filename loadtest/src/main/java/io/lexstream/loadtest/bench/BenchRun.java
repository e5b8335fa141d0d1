package io.lexstream.loadtest.bench;

import io.lexstream.cli.StopSignal;
import io.lexstream.loadtest.harness.Bench;
import io.lexstream.loadtest.harness.BenchOptions;
import io.lexstream.loadtest.harness.BenchProgress;
import io.lexstream.loadtest.harness.Plan;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.report.Report;
import io.lexstream.loadtest.report.RunRecord;
import io.lexstream.loadtest.systems.Programs;
import io.lexstream.platform.DataFolder;
import io.lexstream.platform.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** One run of {@code bench}. Progress goes to standard error, the tables to standard output. */
public final class BenchRun {

  private static final Programs PROGRAMS =
      new Programs(BrokerMain.class.getName(), JobMain.class.getName());

  private static final long SECONDS_TO_STOP = 5;

  private final Programs programs;
  private final BenchArguments arguments;
  private final PrintWriter out;
  private final PrintWriter err;
  private final String command;
  private final String version;

  private BenchRun(
      Programs programs,
      BenchArguments arguments,
      PrintWriter out,
      PrintWriter err,
      String command,
      String version) {
    this.programs = programs;
    this.arguments = arguments;
    this.out = out;
    this.err = err;
    this.command = command;
    this.version = version;
  }

  static BenchRun of(CommandSpec spec, BenchArguments arguments) {
    return of(spec, arguments, PROGRAMS, "./lexstream");
  }

  /**
   * Measures other programs.
   *
   * @param program command line without arguments, for the report
   */
  static BenchRun of(
      CommandSpec spec, BenchArguments arguments, Programs programs, String program) {
    var line = spec.commandLine();
    var rootArguments = spec.root().commandLine().getParseResult().originalArgs();
    var command = program + " " + String.join(" ", rootArguments);
    return new BenchRun(programs, arguments, line.getOut(), line.getErr(), command, version());
  }

  private static String version() {
    return Optional.ofNullable(BenchRun.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }

  /** Measures, writes the reports and prints the tables; returns the exit code. */
  int run(Plan plan, boolean fresh) throws Exception {
    var start = Instant.now();
    var home = Path.of(System.getProperty("lexstream.home", "")).toAbsolutePath();
    var options =
        new BenchOptions(
            home.resolve("models/en"),
            home.resolve("samples"),
            arguments.output(),
            arguments.python(),
            home.resolve("loadtest/baselines"),
            fresh);
    try (var kept = DataFolder.openShared(arguments.output());
        var folder = RunFolder.ofThisProcess();
        var signal = StopSignal.handledBy(() -> stop(folder))) {
      var results = Bench.run(plan, options, programs, folder.path(), progress(start));
      var report = written(results);
      out.print(report.markdown());
      out.flush();
      say(start, "report: " + arguments.output().resolve("report.html"));
      report.faults().forEach(fault -> say(start, fault));
      return report.faults().isEmpty() ? 0 : 1;
    }
  }

  /** Kills all child processes and deletes their files, on a signal. */
  private static void stop(RunFolder folder) {
    var children = ProcessHandle.current().children().toList();
    children.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle child : children) {
      child
          .onExit()
          .orTimeout(SECONDS_TO_STOP, TimeUnit.SECONDS)
          .exceptionally(failure -> child)
          .join();
    }
    folder.close();
  }

  private BenchProgress progress(Instant start) {
    return new BenchProgress() {
      @Override
      public void step(String line) {
        say(start, line);
      }

      @Override
      public void measured(Results results) throws IOException {
        written(results); // A report on the scenarios so far, in case the run is interrupted.
      }
    };
  }

  private Report written(Results results) throws IOException {
    var report = Report.of(results, RunRecord.ofThisProcess(command, version));
    report.write(arguments.output(), arguments.json());
    return report;
  }

  private void say(Instant start, String line) {
    var elapsed = Duration.between(start, Instant.now());
    err.printf("%d:%02d %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), line);
    err.flush();
  }
}
