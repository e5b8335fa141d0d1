package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.loadtest.bench.JobMain;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;

/**
 * The enrichment job with a fault in its async function: after each run of the graph, its thread is
 * busy for an additional share of its CPU time. A benchmark must detect that.
 */
public final class SlowedJob {

  /** System property with the share; the default is 0.1. */
  public static final String SHARE = "lexstream.slowed-by";

  private SlowedJob() {}

  /** As {@link JobMain#main}. */
  public static void main(String[] arguments) throws Exception {
    double share = Double.parseDouble(System.getProperty(SHARE, "0.1"));
    JobMain.run(
        arguments,
        (environment, config) ->
            EnrichmentJob.define(
                environment,
                config,
                Clock.systemUTC(),
                (options, metrics) -> TextAnalyzer.open(options, new Slowing(metrics, share))));
  }

  /** Uses CPU time, which does not advance while the process is paused. */
  private record Slowing(AnalyzerListener metrics, double share) implements AnalyzerListener {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** CPU time of the worker after its last delay, in ns. */
    private static final ThreadLocal<Long> LAST =
        ThreadLocal.withInitial(THREADS::getCurrentThreadCpuTime);

    @Override
    public void record(AnalyzerMetric metric, long value) {
      metrics.record(metric, value);
      if (metric == AnalyzerMetric.INFERENCE_TIME) {
        delay();
      }
    }

    @Override
    public AnalyzerListener forModel(String name) {
      return new Slowing(metrics.forModel(name), share);
    }

    private void delay() {
      long now = THREADS.getCurrentThreadCpuTime();
      long end = now + (long) (share * (now - LAST.get()));
      while (THREADS.getCurrentThreadCpuTime() < end) {
        Thread.onSpinWait();
      }
      LAST.set(THREADS.getCurrentThreadCpuTime());
    }
  }
}
