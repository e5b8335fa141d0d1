package io.lexstream.cli.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lexstream models}: commands for model packages. */
@Command(
    name = "models",
    description = "Commands for model packages: list, inspect, evaluate.",
    subcommands = {ModelsListCommand.class, ModelsInspectCommand.class, ModelsEvalCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: list, inspect or eval");
  }
}
