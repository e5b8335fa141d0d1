package io.lexstream.flinkjobs;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.loadtest.bench.JobMain;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;

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
                options -> TextAnalyzer.open(slowed(options, share))));
  }

  private static AnalyzerOptions slowed(AnalyzerOptions options, double share) {
    return new AnalyzerOptions(
        options.packages(),
        options.provider(),
        options.device(),
        options.workers(),
        options.intraOpThreads(),
        options.tokenBudget(),
        options.batchRows(),
        options.linger(),
        options.runTimeout(),
        options.summarySentences(),
        options.cacheBytes(),
        new Slowing(options.listener(), share));
  }

  /** Uses CPU time, which does not advance while the process is paused. */
  private record Slowing(AnalyzerListener metrics, double share) implements AnalyzerListener {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** CPU time of the worker after its last delay, in ns. */
    private static final ThreadLocal<Long> LAST =
        ThreadLocal.withInitial(THREADS::getCurrentThreadCpuTime);

    @Override
    public void batchRun(String model, int rows, int tokens, int paddedTokens, Duration took) {
      metrics.batchRun(model, rows, tokens, paddedTokens, took);
      long now = THREADS.getCurrentThreadCpuTime();
      long end = now + (long) (share * (now - LAST.get()));
      while (THREADS.getCurrentThreadCpuTime() < end) {
        Thread.onSpinWait();
      }
      LAST.set(THREADS.getCurrentThreadCpuTime());
    }

    @Override
    public void tokenized(String model, int tokens, int windows, Duration took) {
      metrics.tokenized(model, tokens, windows, took);
    }

    @Override
    public void rowWaited(String model, Duration waited) {
      metrics.rowWaited(model, waited);
    }

    @Override
    public void analyzed(Analysis analysis, Duration took) {
      metrics.analyzed(analysis, took);
    }
  }
}
