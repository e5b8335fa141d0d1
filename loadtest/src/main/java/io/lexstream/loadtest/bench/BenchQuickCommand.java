package io.lexstream.loadtest.bench;

import io.lexstream.loadtest.harness.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lexstream bench quick}. */
@Command(
    name = "quick",
    description = "Measures the main ratios in less than ten minutes on two cores.",
    mixinStandardHelpOptions = true)
final class BenchQuickCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BenchArguments arguments;

  @Override
  public Integer call() throws Exception {
    return BenchRun.of(spec, arguments).run(Plan.quick(), true);
  }
}
