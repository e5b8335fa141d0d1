package io.lexstream.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster in this process: one job manager and one task manager, sized for one operator
 * chain and a few slots. It listens on the loopback interface only, and has no REST API.
 *
 * <p>Thread-safe.
 */
public final class LocalFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalFlink.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String TMP = "tmp";
  private static final Duration RPC_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final MiniCluster cluster;
  private final Path checkpoints;
  private final List<RunningJob> jobs = new CopyOnWriteArrayList<>();

  private LocalFlink(MiniCluster cluster, Path checkpoints) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
  }

  /**
   * Starts a cluster and waits until it accepts jobs.
   *
   * @param folder folder for checkpoints and temporary files
   * @param slots the highest parallelism of a job
   * @throws IOException if the cluster fails to start
   */
  public static LocalFlink start(Path folder, int slots) throws IOException {
    return start(folder, slots, new Configuration());
  }

  /**
   * Starts a cluster with additional options.
   *
   * @param options Flink options that override the defaults of this class
   * @throws IOException if the cluster fails to start
   */
  public static LocalFlink start(Path folder, int slots, Configuration options) throws IOException {
    // A killed process leaves unpacked jars here.
    FileTree.delete(folder.resolve(TMP));
    var config = config(folder);
    config.addAll(options);
    var cluster =
        new ClusterWithoutRest(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress(LOOPBACK)
                .build());
    try {
      cluster.start();
      return new LocalFlink(cluster, checkpoints(folder));
    } catch (Exception e) {
      cluster.closeAsync();
      throw new IOException("Flink cluster failed to start: " + e.getMessage(), e);
    }
  }

  private static Configuration config(Path folder) {
    var config = new Configuration();
    config.set(CoreOptions.TMP_DIRS, folder.resolve(TMP).toString());
    config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints(folder).toUri().toString());
    config.set(JobManagerOptions.BIND_HOST, LOOPBACK); // also of the blob server
    config.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    config.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    config.set(RestOptions.ADDRESS, LOOPBACK);
    config.set(RestOptions.BIND_PORT, "0");
    config.set(WebOptions.TMP_DIR, folder.resolve(TMP).resolve("web").toString());
    config.set(WebOptions.SUBMIT_ENABLE, false);
    config.set(WebOptions.CANCEL_ENABLE, false);
    // A busy machine can stop this process for seconds without harm.
    config.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, RPC_TIMEOUT);
    config.set(RpcOptions.ASK_TIMEOUT_DURATION, RPC_TIMEOUT);
    // The job is one operator chain with its state on the heap.
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(4));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    return config;
  }

  private static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints");
  }

  /**
   * An environment to define a job in. The job continues from the newest checkpoint in the folder,
   * if there is one.
   *
   * @throws DamagedCheckpointException if that checkpoint cannot be read
   */
  public StreamExecutionEnvironment environment(int parallelism) {
    var config = new Configuration();
    Checkpoints.newest(checkpoints)
        .ifPresent(
            newest -> {
              Checkpoints.requireReadable(newest);
              LOG.info("job restores a checkpoint: path={}", newest);
              config.set(StateRecoveryOptions.SAVEPOINT_PATH, newest.toUri().toString());
              // Flink deletes the checkpoint when it is no longer needed.
              config.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
            });
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, config);
  }

  /**
   * Submits the job that is defined in {@code environment}.
   *
   * @param name name of the job, for messages
   * @throws ExecutionException if the cluster rejects the job
   */
  public RunningJob submit(String name, StreamExecutionEnvironment environment)
      throws ExecutionException, InterruptedException {
    var streams = environment.getStreamGraph();
    streams.setJobName(name);
    var graph = streams.getJobGraph();
    cluster.submitJob(graph).get();
    var job = new RunningJob(cluster, graph.getJobID());
    jobs.add(job);
    return job;
  }

  /** Cancels the jobs and stops the cluster. */
  @Override
  public void close() {
    try {
      CompletableFuture.allOf(
              jobs.stream().map(RunningJob::cancel).toArray(CompletableFuture[]::new))
          .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      cluster.closeAsync().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Flink cluster did not stop cleanly: cause={}", RootCause.line(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
