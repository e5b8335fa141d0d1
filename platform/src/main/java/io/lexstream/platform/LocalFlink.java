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
 * A Flink cluster in this process: one job manager and one task manager with the memory that a
 * chained job of a few slots needs, reachable from this machine only.
 *
 * <p>Thread safe.
 */
public final class LocalFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalFlink.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  private final MiniCluster cluster;
  private final Path checkpoints;
  private final List<RunningJob> jobs = new CopyOnWriteArrayList<>();

  private LocalFlink(MiniCluster cluster, Path checkpoints) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
  }

  /**
   * Starts a cluster and waits until it takes jobs.
   *
   * @param folder where it keeps checkpoints and temporary files
   * @param slots the largest parallelism a job can have
   * @throws IOException if it does not come up
   */
  public static LocalFlink start(Path folder, int slots) throws IOException {
    return start(folder, slots, new Configuration());
  }

  /**
   * Starts a cluster that differs from the usual one.
   *
   * @param differing options that go before the usual ones
   * @throws IOException if it does not come up
   */
  public static LocalFlink start(Path folder, int slots, Configuration differing)
      throws IOException {
    var config = config(folder);
    config.addAll(differing);
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(config)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress("127.0.0.1")
                .build());
    try {
      cluster.start();
      return new LocalFlink(cluster, checkpoints(folder));
    } catch (Exception e) {
      cluster.closeAsync();
      throw new IOException("the Flink cluster did not start: " + e.getMessage(), e);
    }
  }

  private static Configuration config(Path folder) {
    var config = new Configuration();
    config.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
    config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints(folder).toUri().toString());
    config.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    config.set(RestOptions.ADDRESS, "127.0.0.1");
    config.set(RestOptions.BIND_PORT, "0");
    config.set(WebOptions.TMP_DIR, folder.resolve("web").toString());
    config.set(WebOptions.SUBMIT_ENABLE, false);
    config.set(WebOptions.CANCEL_ENABLE, false);
    // On a busy machine one process may stand still for seconds, and nothing is lost by that.
    config.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, PATIENCE);
    config.set(RpcOptions.ASK_TIMEOUT_DURATION, PATIENCE);
    // The job is one chain and keeps its state on the heap.
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(4));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    return config;
  }

  private static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints");
  }

  /**
   * To define a job in that goes on from the newest checkpoint an earlier cluster left in the
   * folder, if there is one.
   */
  public StreamExecutionEnvironment environment(int parallelism) {
    var config = new Configuration();
    Checkpoints.newest(checkpoints)
        .ifPresent(
            newest -> {
              LOG.info("the job goes on from a checkpoint: path={}", newest);
              config.set(StateRecoveryOptions.SAVEPOINT_PATH, newest.toUri().toString());
              // It is deleted once it is not needed any more.
              config.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
            });
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, config);
  }

  /**
   * Runs what was defined in {@code environment}.
   *
   * @param name the job's, for messages
   * @throws ExecutionException if the cluster refuses the job
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

  /** Cancels what runs and stops the cluster. */
  @Override
  public void close() {
    try {
      CompletableFuture.allOf(
              jobs.stream().map(RunningJob::cancel).toArray(CompletableFuture[]::new))
          .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      cluster.closeAsync().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Flink did not stop cleanly: {}", RootCause.line(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
