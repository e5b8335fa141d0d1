package io.lexstream.loadtest.bench;

import io.lexstream.loadtest.harness.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lexstream bench full}. */
@Command(
    name = "full",
    description = {
      "Measures all length distributions, and latency under load. Takes a long time.",
      "An interrupted run continues when it is started again with the same folder."
    },
    mixinStandardHelpOptions = true)
final class BenchFullCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BenchArguments arguments;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Rounds of each length distribution (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--fresh", description = "Ignores measurements in the folder and starts again.")
  private boolean fresh;

  @Override
  public Integer call() throws Exception {
    return BenchRun.of(spec, arguments).run(Plan.full(rounds), fresh);
  }
}
