package io.lexstream.platform;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * A job on a {@link LocalFlink}.
 *
 * <p>Thread-safe.
 */
public final class RunningJob {

  private final MiniCluster cluster;
  private final JobID id;

  RunningJob(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
  }

  /** The current state of the job. */
  public JobStatus status() {
    return cluster.getJobStatus(id).join();
  }

  /**
   * Completes when the job ends: normally if it finished or was cancelled, with a {@link
   * JobFailedException} if it failed permanently.
   */
  public CompletableFuture<Void> end() {
    return cluster.requestJobResult(id).thenAccept(RunningJob::throwFailure);
  }

  /** Cancels the job if it is running. Completes when the job has ended. */
  CompletableFuture<Void> cancel() {
    return cluster
        .getJobStatus(id)
        .thenCompose(
            status ->
                status.isGloballyTerminalState()
                    ? CompletableFuture.completedFuture(null)
                    : cluster.cancelJob(id))
        .thenCompose(acknowledged -> cluster.requestJobResult(id))
        .thenAccept(result -> {});
  }

  private static void throwFailure(JobResult result) {
    if (result.getJobStatus().filter(JobStatus.FAILED::equals).isPresent()) {
      var cause = result.getSerializedThrowable().orElseThrow();
      throw new JobFailedException(
          result.getJobName(), cause.deserializeError(RunningJob.class.getClassLoader()));
    }
  }
}
