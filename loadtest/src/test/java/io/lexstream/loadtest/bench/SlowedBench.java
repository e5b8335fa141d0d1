package io.lexstream.loadtest.bench;

import io.lexstream.flinkjobs.SlowedJob;
import io.lexstream.loadtest.harness.Plan;
import io.lexstream.loadtest.systems.Programs;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code bench quick} with {@link SlowedJob} instead of the enrichment job. Its main ratio must be
 * lower than that of {@code bench quick}. It is a program and not a test, because it takes minutes
 * on an idle machine.
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
    var slowed = new Programs(BrokerMain.class.getName(), SlowedJob.class.getName());
    return BenchRun.of(spec, arguments, slowed, "loadtest/slowed-bench").run(Plan.quick(), true);
  }
}
