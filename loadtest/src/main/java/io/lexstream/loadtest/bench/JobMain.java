package io.lexstream.loadtest.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.flinkjobs.EnrichmentJob;
import io.lexstream.loadtest.meter.CpuProfiler;
import io.lexstream.loadtest.process.CommandLoop;
import io.lexstream.loadtest.systems.Pausable;
import io.lexstream.platform.LocalFlink;
import io.lexstream.platform.RootCause;
import io.lexstream.platform.RunningJob;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The program of the enrichment job, with a Flink cluster in the same process. */
public final class JobMain {

  private static final int PARALLELISM = 1;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JobMain() {}

  /** Adds the job to an environment. */
  public interface Definition {
    void define(StreamExecutionEnvironment environment, EnrichmentConfig config);
  }

  /**
   * @param arguments configuration file, folder for Flink
   */
  public static void main(String[] arguments) throws Exception {
    run(arguments, EnrichmentJob::define);
  }

  /** Runs a variant of the enrichment job until standard input ends. */
  public static void run(String[] arguments, Definition definition) throws Exception {
    var loop = CommandLoop.ofThisProcess();
    var config = config(Path.of(arguments[0]));
    try (var serdes = RegistrySerdes.open(config.connection());
        var flink =
            LocalFlink.start(
                Files.createDirectories(Path.of(arguments[1])), PARALLELISM, clusterOptions())) {
      serdes.registerAll();
      var environment = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM);
      definition.define(environment, config);
      environment.configure(Pausable.options()); // Overrides options that the job has set.
      endWith(flink.submit(config.name(), environment));
      loop.say("ready");
      answer(loop);
    }
    System.exit(0); // Flink's threads would keep the process alive.
  }

  private static EnrichmentConfig config(Path file) {
    return EnrichmentConfig.from(
        Settings.builder().declare(EnrichmentConfig.SETTINGS).file(file).load());
  }

  private static Configuration clusterOptions() {
    var config = Pausable.options();
    config.setString("metrics.reporters", "bench");
    config.setString(
        "metrics.reporter.bench.factory.class", EngineCounters.Factory.class.getName());
    return config;
  }

  private static void answer(CommandLoop loop) throws Exception {
    var profiler = new CpuProfiler[1];
    loop.on("counters", none -> JSON.writeValueAsString(EngineCounters.totals()))
        .on(
            "profile-start",
            none -> {
              profiler[0] = CpuProfiler.start();
              return "started";
            })
        .on("profile-stop", none -> JSON.writeValueAsString(profiler[0].stop()))
        .run();
  }

  /** Halts the process if the job fails and does not restart. */
  private static void endWith(RunningJob job) {
    var unused =
        job.end()
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    System.err.println(RootCause.line(failure));
                    Runtime.getRuntime().halt(1);
                  }
                });
  }
}
