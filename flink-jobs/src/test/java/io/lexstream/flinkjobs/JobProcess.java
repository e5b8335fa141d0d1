package io.lexstream.flinkjobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The job with its cluster in a process of its own, so that a test can kill it. */
final class JobProcess implements AutoCloseable {

  private final Process process;

  private JobProcess(Process process) {
    this.process = process;
  }

  /** Starts a process from the newest checkpoint in the folder, if there is one. */
  static JobProcess start(
      TestTopics topics, RegistryStub registry, Path models, Path checkpoints, int parallelism)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=log4j2-lexstream-test.properties",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                JobProcess.class.getName()));
    command.addAll(
        List.of(
            topics.bootstrapServers(),
            topics.prefix(),
            registry.url(),
            models.toString(),
            checkpoints.toString(),
            Integer.toString(parallelism)));
    return new JobProcess(new ProcessBuilder(command).inheritIO().start());
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  public static void main(String[] args) throws Exception {
    var checkpoints = Path.of(args[4]);
    var config =
        TestConfigs.config(args[0], args[1], Path.of(args[3]), Map.of("registry.url", args[2]));
    try (var job =
        RunningJob.start(
            config,
            checkpoints,
            Integer.parseInt(args[5]),
            RunningJob.newestCheckpoint(checkpoints))) {
      new CountDownLatch(1).await();
    }
  }
}
