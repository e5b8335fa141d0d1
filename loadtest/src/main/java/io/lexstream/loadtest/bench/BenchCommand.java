package io.lexstream.loadtest.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code lexstream bench}: how fast the pipeline is, beside what it could be and what else there
 * is.
 */
@Command(
    name = "bench",
    header = "Measures the pipeline beside bare ONNX Runtime and beside baselines.",
    description = {
      "",
      "All systems get the same texts and the same model on this machine, round by round. The report"
          + " says how near the pipeline comes to the ceiling (bare ONNX Runtime on texts tokenized"
          + " and sorted beforehand), and how far below it each baseline stays.",
      ""
    },
    subcommands = {BenchQuickCommand.class, BenchFullCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: quick or full");
  }
}
