package io.lexstream.cli.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The package that a command is about. */
final class PackageArgument {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "A package that came with Lexstream (see models list), or a package's folder.")
  private String name;

  /** The package's folder. */
  Path folder() throws IOException {
    var installed = InstalledPackages.ofThisProcess();
    var found = installed.find(name);
    if (found.isPresent()) {
      return found.get();
    }
    var there =
        installed.folders().stream()
            .map(folder -> folder.getFileName().toString())
            .collect(Collectors.joining(", "));
    throw new ParameterException(
        spec.commandLine(),
        "no model package "
            + name
            + " here or in "
            + installed.location()
            + (there.isEmpty() ? ", which has none" : ", which has " + there));
  }
}
