package io.lexstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.cli.models.ModelsCommand;
import io.lexstream.platform.RootCause;
import io.lexstream.platform.RunFolder;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code lexstream} command. Results go to standard output, everything else to standard error.
 * The exit code is 0 only if everything succeeded.
 */
@Command(
    name = "lexstream",
    description =
        "Streaming NLP on Kafka and Flink: language, sentiment, toxicity, entities, summary.",
    subcommands = {
      EnrichCommand.class,
      DemoCommand.class,
      UpCommand.class,
      TopicsCommand.class,
      ReplayCommand.class,
      PolicyCommand.class,
      ModelsCommand.class
    },
    footer = {
      "",
      "To measure throughput on this machine: lexstream bench --help",
      "",
      "Environment: LEXSTREAM_HEAP sets the largest heap, such as 4g; TMPDIR the folder for temporary",
      "files; JAVA_HOME the JDK; JDK_JAVA_OPTIONS adds JVM options."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Lexstream implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Lexstream.class);

  @Spec private CommandSpec spec;

  private Lexstream() {}

  /** Runs one command and exits with its exit code. */
  public static void main(String[] arguments) {
    run(arguments);
  }

  /**
   * Like {@link #main}, with commands that another module adds.
   *
   * @param moreCommands picocli command classes
   */
  public static void run(String[] arguments, Class<?>... moreCommands) {
    var out = new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true);
    var err = new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true);
    // Only results go to standard output. Libraries that print write to standard error.
    System.setOut(System.err);
    var commandLine = commandLine(out, err);
    for (Class<?> command : moreCommands) {
      commandLine.addSubcommand(command);
    }
    System.exit(execute(commandLine, arguments));
  }

  private static int execute(CommandLine commandLine, String[] arguments) {
    try (var temporary = RunFolder.ofThisProcess()) {
      LOG.debug("temporary files: folder={}", temporary.path());
      return commandLine.execute(arguments);
    } catch (IOException e) {
      commandLine.getErr().println("lexstream: " + e.getMessage());
      return ExitCode.USAGE;
    }
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new Lexstream())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler((e, arguments) -> refuse(e))
        .setExecutionExceptionHandler((e, command, result) -> report(command, e));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  private static int refuse(ParameterException e) {
    var command = e.getCommandLine();
    var name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .println(name + ": " + firstLine(e.getMessage()) + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }

  private static int report(CommandLine command, Exception e) {
    LOG.debug("the command failed", e);
    boolean known = e instanceof CommandFailedException;
    command.getErr().println("lexstream: " + (known ? e.getMessage() : RootCause.line(e)));
    return known ? ((CommandFailedException) e).exitCode() : ExitCode.FAILED;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
