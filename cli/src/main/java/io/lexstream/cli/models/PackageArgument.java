package io.lexstream.cli.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The package argument of a command. */
final class PackageArgument {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "Name of a package (see models list) or its folder.")
  private String name;

  /** Returns the folder of the package. */
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
        "%s is neither a folder of a model package nor a package in %s: %s"
            .formatted(
                name,
                installed.location(),
                there.isEmpty() ? "there is none" : "there are " + there));
  }
}
