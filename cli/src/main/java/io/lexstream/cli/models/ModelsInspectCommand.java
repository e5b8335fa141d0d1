package io.lexstream.cli.models;

import ai.onnxruntime.OrtException;
import io.lexstream.cli.models.PackageDescription.PackagedFile;
import io.lexstream.evaluation.MarkdownTable;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.GraphRows;
import io.lexstream.inference.TextAnalyzer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lexstream models inspect}: shows the content of a package and validates it. */
@Command(
    name = "inspect",
    header = "Shows the content of a model package and opens it to validate it.",
    footer = {"", "Exit code: 0 the package is valid; 1 it cannot be used; 2 it does not exist."},
    mixinStandardHelpOptions = true)
final class ModelsInspectCommand implements Callable<Integer> {

  private static final String LINE = "%-12s%s%n";

  @Spec private CommandSpec spec;

  @Mixin private PackageArgument argument;

  @Override
  public Integer call() throws IOException, OrtException {
    var out = spec.commandLine().getOut();
    var folder = argument.folder();
    var description = PackageDescription.read(folder);
    if (description.isPresent()) {
      describe(out, folder, description.get());
    } else {
      out.printf(LINE, "folder", folder + ", " + FolderSize.of(folder));
      out.printf(LINE, "kind", "export without " + PackageDescription.FILE);
    }
    var options = AnalyzerOptions.builder().addPackage(folder).build();
    try (var analyzer = TextAnalyzer.open(options)) {
      out.printf(LINE, "opens", "yes, on " + analyzer.provider());
    }
    out.println();
    var tensors = new MarkdownTable(out, "graph", "name", "shape");
    try (var rows = GraphRows.open(folder)) {
      for (var tensor : GraphTensors.of(rows.graph())) {
        tensors.row(tensor.direction(), tensor.name(), tensor.shape());
      }
    }
    return 0;
  }

  private static void describe(PrintWriter out, Path folder, PackageDescription description)
      throws IOException {
    out.printf(LINE, "name", description.name());
    out.printf(LINE, "version", description.version());
    out.printf(LINE, "licence", description.license());
    out.printf(LINE, "languages", String.join(", ", description.languages()));
    out.printf(LINE, "max tokens", description.maxTokens());
    out.printf(LINE, "folder", folder + ", " + FolderSize.of(folder));
    file(out, "graph", folder, description.graph());
    file(out, "tokenizer", folder, description.tokenizer());
    out.println();
    var heads =
        new MarkdownTable(
            out,
            "head",
            "output",
            "labels",
            "activation",
            "temperature",
            "aggregation",
            "transitions");
    for (var head : description.heads()) {
      heads.row(
          head.task(),
          head.output(),
          String.join(", ", head.labels()),
          Objects.requireNonNullElse(head.activation(), ""),
          Objects.requireNonNullElse(head.temperature(), ""),
          Objects.requireNonNullElse(head.aggregation(), ""),
          head.transitions().isEmpty() ? "" : "yes");
    }
    out.println();
  }

  private static void file(PrintWriter out, String title, Path folder, PackagedFile entry)
      throws IOException {
    if (entry == null || entry.file() == null) {
      out.printf(LINE, title, "not named");
      return;
    }
    var file = folder.resolve(entry.file());
    var size = Files.isRegularFile(file) ? ", " + FolderSize.inWords(Files.size(file)) : "";
    out.printf(LINE, title, entry.file() + size + ", " + Checksum.state(file, entry.sha256()));
    if (entry.fp16() != null) {
      out.printf(LINE, title + " fp16", entry.fp16());
    }
  }
}
