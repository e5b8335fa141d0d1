package io.lexstream.flinkjobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job on a Flink cluster of its own in this JVM. */
final class RunningJob implements AutoCloseable {

  private final MiniCluster cluster;
  private final JobID id;

  private RunningJob(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
  }

  static RunningJob start(EnrichmentConfig config, Path checkpoints) throws Exception {
    return start(config, checkpoints, 2, Optional.empty());
  }

  /**
   * @param restoredFrom the checkpoint to start from; empty: none
   */
  static RunningJob start(
      EnrichmentConfig config, Path checkpoints, int parallelism, Optional<Path> restoredFrom)
      throws Exception {
    var flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    restoredFrom.ifPresent(
        path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
    var environment = new StreamExecutionEnvironment(flink);
    environment.setParallelism(parallelism);
    EnrichmentJob.define(environment, config);
    var graph = environment.getStreamGraph().getJobGraph();
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
      return new RunningJob(cluster, cluster.submitJob(graph).get().getJobID());
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  JobStatus status() {
    return cluster.getJobStatus(id).join();
  }

  /** Restarts of the task that was restarted most often. */
  int restarts() {
    var graph = cluster.getExecutionGraph(id).join();
    return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
        .mapToInt(task -> task.getCurrentExecutionAttempt().getAttemptNumber())
        .max()
        .orElse(0);
  }

  /** The latest failure that ended or restarted it, as text. */
  String failure() {
    return cluster.getExecutionGraph(id).join().getFailureInfo().getExceptionAsString();
  }

  /** Ends the only task manager and starts another. */
  void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(0).get();
    cluster.startTaskManager();
  }

  /** The newest complete checkpoint below the folder. */
  static Optional<Path> newestCheckpoint(Path checkpoints) {
    if (!Files.isDirectory(checkpoints)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.walk(checkpoints)) {
      return all.filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max(Comparator.comparingInt(RunningJob::number));
    } catch (IOException | UncheckedIOException e) {
      // Flink deletes older checkpoints while this looks at them.
      return newestCheckpoint(checkpoints);
    }
  }

  static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  @Override
  public void close() throws Exception {
    if (!status().isGloballyTerminalState()) {
      cluster.cancelJob(id).get();
    }
    cluster.close();
  }
}
