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
import io.lexstream.schemas.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The enrichment job with its Flink cluster in a process of its own, as it is measured. */
public final class JobMain {

  private static final int PARALLELISM = 1;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private JobMain() {}

  /** Adds the job to an environment. */
  public interface Definition {
    void define(StreamExecutionEnvironment environment, EnrichmentConfig config);
  }

  /**
   * @param arguments the configuration file, and a folder for Flink
   */
  public static void main(String[] arguments) throws Exception {
    run(arguments, EnrichmentJob::define);
  }

  /** Runs a job defined like the enrichment job, until standard input ends. */
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
      environment.configure(Pausable.options()); // The job has just set its own.
      endWith(flink.submit(config.name(), environment));
      loop.say("ready");
      answer(loop);
    }
    System.exit(0); // Flink leaves threads that would keep the process.
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

  /** A job that has failed for good is not to be waited for. */
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
