package io.lexstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.streamsapp.policy.DecisionKind;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.policy.PolicyException;
import io.lexstream.streamsapp.policy.PolicyParser;
import io.lexstream.streamsapp.policy.PolicyTrial;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lexstream policy test}: shows the decisions of a policy without applying it. */
@Command(
    name = "test",
    header = "Shows what a moderation policy decides about documents.",
    description = {
      "",
      "Prints one line per document: decision, rule, id and evidence. The documents are one stream:"
          + " the history of an author grows from document to document.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 every document has a decision; 1 the policy or a document is invalid;",
      "2 a file does not exist."
    },
    mixinStandardHelpOptions = true)
final class PolicyTestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The policy, in YAML.")
  private Path policy;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DOCUMENTS",
      description =
          "Enriched documents as JSON lines, as enrich writes them; - reads standard input"
              + " (default: samples that are part of Lexstream).")
  private Optional<Path> documents = Optional.empty();

  @Override
  public Integer call() throws IOException {
    var trial = new PolicyTrial(policy());
    try (var samples = documents.isEmpty() ? PolicyTrial.shippedSamples() : open(documents.get())) {
      var counts = trial.run(samples, spec.commandLine().getOut());
      spec.commandLine().getErr().println(summary(counts));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.failed(name() + ": " + e.getMessage(), e);
    }
  }

  private Policy policy() {
    requireFile(policy);
    try {
      return PolicyParser.read(policy);
    } catch (PolicyException e) {
      throw CommandFailedException.failed(e.getMessage(), e);
    }
  }

  private static Reader open(Path documents) throws IOException {
    if (documents.toString().equals("-")) {
      return new InputStreamReader(System.in, UTF_8);
    }
    requireFile(documents);
    return Files.newBufferedReader(documents);
  }

  private static void requireFile(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandFailedException.usage(file + " cannot be read: name a readable file");
    }
  }

  private String name() {
    return documents.map(Path::toString).orElse("samples");
  }

  private static String summary(Map<DecisionKind, Long> counts) {
    return Arrays.stream(DecisionKind.values())
        .map(kind -> kind.text() + " " + counts.getOrDefault(kind, 0L))
        .collect(Collectors.joining(", "));
  }
}
