package io.lexstream.loadtest.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lexstream bench}: measures the pipeline, its upper limit and the baselines. */
@Command(
    name = "bench",
    header = "Compares the pipeline with ONNX Runtime alone and with baselines.",
    description = {
      "",
      "All systems get the same texts and the same model on this machine in each round. The report"
          + " compares the pipeline and each baseline with the ceiling: ONNX Runtime alone, on texts"
          + " that are tokenized and sorted in advance.",
      ""
    },
    subcommands = {BenchQuickCommand.class, BenchFullCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "missing command: use quick or full");
  }
}
