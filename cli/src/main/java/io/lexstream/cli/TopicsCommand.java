package io.lexstream.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lexstream topics}: commands for the topics of a Kafka cluster. */
@Command(
    name = "topics",
    description = "Commands for the topics of a Kafka cluster.",
    subcommands = TopicsCreateCommand.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class TopicsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: create");
  }
}
