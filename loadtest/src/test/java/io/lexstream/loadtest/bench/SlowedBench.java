package io.lexstream.loadtest.bench;

import io.lexstream.flinkjobs.SlowedJob;
import io.lexstream.loadtest.harness.Plan;
import io.lexstream.loadtest.systems.Platform;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code bench quick} with {@link SlowedJob} in the place of the enrichment job: its main ratio has
 * to be lower than that of {@code bench quick} itself. A main, because it takes minutes on a quiet
 * machine.
 */
@Command(name = "slowed-bench", mixinStandardHelpOptions = true)
final class SlowedBench implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private BenchArguments arguments;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SlowedBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    var slowed = new Platform(BrokerMain.class.getName(), SlowedJob.class.getName());
    return BenchRun.of(spec, arguments, slowed, "loadtest/slowed-bench").run(Plan.quick(), true);
  }
}
