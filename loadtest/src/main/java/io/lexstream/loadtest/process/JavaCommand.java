package io.lexstream.loadtest.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process with this process's Java, options and class path. */
public final class JavaCommand {

  /** Options that apply to one process only. */
  private static final List<String> NOT_INHERITED =
      List.of("-XX:ArchiveClassesAtExit", "-agentlib", "-javaagent", "-Dlexstream.terminals");

  private JavaCommand() {}

  /** The command line that runs a class. */
  public static List<String> of(String mainClass, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> NOT_INHERITED.stream().noneMatch(option::startsWith))
        .forEach(command::add);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }
}
