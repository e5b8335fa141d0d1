package io.lexstream.cli.models;

import io.lexstream.evaluation.MarkdownTable;
import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lexstream models list}: lists the packages of the project. */
@Command(
    name = "list",
    header = "Lists the model packages in the folder models.",
    mixinStandardHelpOptions = true)
final class ModelsListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var installed = InstalledPackages.ofThisProcess();
    var folders = installed.folders();
    if (folders.isEmpty()) {
      spec.commandLine().getErr().println("no model package in " + installed.location());
    }
    var out = spec.commandLine().getOut();
    var table = new MarkdownTable(out, "name", "version", "languages", "tasks", "size", "folder");
    int exitCode = ExitCode.OK;
    for (var folder : folders) {
      try {
        row(table, folder, PackageDescription.read(folder));
      } catch (ModelPackageException e) {
        spec.commandLine().getErr().println(e.getMessage());
        exitCode = ExitCode.SOFTWARE; // The other packages are listed.
      }
    }
    return exitCode;
  }

  private static void row(
      MarkdownTable table, Path folder, Optional<PackageDescription> description)
      throws IOException {
    table.row(
        description.map(PackageDescription::name).orElse(folder.getFileName().toString()),
        description.map(PackageDescription::version).orElse(""),
        description.map(d -> String.join(", ", d.languages())).orElse("any"),
        description.map(d -> String.join(", ", d.tasks())).orElse("by its labels"),
        FolderSize.of(folder),
        folder);
  }
}
