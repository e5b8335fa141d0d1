package io.lexstream.cli.models;

import io.lexstream.evaluation.Evaluation;
import io.lexstream.evaluation.EvaluationSet;
import io.lexstream.evaluation.MarkdownTable;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.TextAnalyzer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lexstream models eval}: scores a package with the same code that processes documents. */
@Command(
    name = "eval",
    header =
        "Scores a model package on labelled data sets and compares the scores with their bars.",
    description = {
      "",
      "Texts are processed like documents: sentences, tokens, windows, batches, graph, heads. Data"
          + " sets in languages that the package does not support are skipped.",
      ""
    },
    footer = {"", "The bars are the targets of the default packages."},
    mixinStandardHelpOptions = true)
final class ModelsEvalCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private PackageArgument argument;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the data sets, with one folder for each.")
  private Path data;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Uses only the first N rows of each set; the table marks them.")
  private Optional<Integer> rows = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description = "Uses only sets whose name starts with NAME. Repeatable.")
  private List<String> sets = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!Files.isDirectory(data)) {
      throw refused(data + " is not a folder: name the folder of the data sets");
    }
    if (rows.orElse(1) < 1) {
      throw refused("--rows is " + rows.orElseThrow() + ": it must be at least 1");
    }
    var folder = argument.folder();
    var languages =
        PackageDescription.read(folder).map(PackageDescription::languages).orElse(List.of());
    var chosen =
        EvaluationSet.ALL.stream()
            .filter(set -> languages.isEmpty() || languages.contains(set.language()))
            .filter(set -> sets.isEmpty() || sets.stream().anyMatch(set.name()::startsWith))
            .toList();
    if (chosen.isEmpty()) {
      throw refused(
          "no data set has a language of %s and a name that starts with one of %s"
              .formatted(languages, sets));
    }
    evaluate(folder, chosen);
    return 0;
  }

  private void evaluate(Path folder, List<EvaluationSet<?>> chosen)
      throws IOException, InterruptedException {
    var err = spec.commandLine().getErr();
    // Without the cache: every row is computed.
    var options =
        AnalyzerOptions.builder().addPackage(folder).set(AnalyzerOptions.CACHE_SIZE, 0L).build();
    try (var analyzer = TextAnalyzer.open(options)) {
      var model = analyzer.models().get(0);
      err.println(model.name() + " " + model.version() + " on " + analyzer.provider());
      var table =
          new MarkdownTable(
              spec.commandLine().getOut(), "task", "set", "rows", "metric", "score", "bar");
      var evaluation = new Evaluation(analyzer::analyze, data, rows, table, err);
      for (var set : chosen) {
        evaluation.run(set);
      }
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
