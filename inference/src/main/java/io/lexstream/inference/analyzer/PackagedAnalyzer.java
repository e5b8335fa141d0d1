package io.lexstream.inference.analyzer;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.ModelRef;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.inference.batching.DaemonThreads;
import io.lexstream.inference.engine.SharedEngine;
import io.lexstream.inference.failures.KnownGoodProbe;
import io.lexstream.inference.heads.SummaryLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * The lifecycle of an analyzer: opens the engines, counts requests in flight, classifies failures,
 * and closes. {@link AnalysisPipeline} does the analysis.
 */
final class PackagedAnalyzer implements TextAnalyzer {

  private static final Executor CLOSING =
      task -> new DaemonThreads("lexstream-close").newThread(task).start();

  private final List<SharedEngine> engines;
  private final PreparingThreads threads = new PreparingThreads();
  private final ExecutorService preparing;
  private final PendingRuns pendingRuns = new PendingRuns();
  private final AnalysisPipeline pipeline;
  private final Optional<RepeatCache> repeats;
  private final InFlight inFlight = new InFlight();
  private final KnownGoodProbe probe;

  private boolean released;

  private PackagedAnalyzer(
      AnalyzerOptions options, List<SharedEngine> engines, AnalyzerListener listener) {
    this.engines = engines;
    this.preparing =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads);
    this.pipeline =
        new AnalysisPipeline(
            engines,
            pendingRuns,
            SummaryLimits.of(options),
            Set.copyOf(options.get(AnalyzerOptions.UNDISGUISE)),
            preparing);
    long cacheSize = options.get(AnalyzerOptions.CACHE_SIZE);
    this.repeats =
        cacheSize == 0
            ? Optional.empty()
            : Optional.of(new RepeatCache(cacheSize, preparing, listener));
    this.probe = new KnownGoodProbe(pipeline::analyzeKnownGood);
  }

  static TextAnalyzer open(AnalyzerOptions options, AnalyzerListener listener) {
    var guarded = new GuardedListener(listener);
    var engines = new ArrayList<SharedEngine>();
    try {
      for (PackageSource source : options.packages()) {
        engines.add(SharedEngine.acquire(source, options, guarded, Ticker.systemTicker()));
      }
      return new PackagedAnalyzer(options, engines, guarded);
    } catch (RuntimeException | Error e) {
      engines.forEach(SharedEngine::close);
      throw e;
    }
  }

  @Override
  public CompletableFuture<Analysis> analyze(AnalysisRequest request) {
    var answer = new CompletableFuture<Analysis>();
    if (!inFlight.begin()) {
      answer.completeExceptionally(new EngineFailedException("analyzer is closed", null));
      return answer;
    }
    try {
      preparing.execute(
          () ->
              start(request)
                  .whenComplete((analysis, failure) -> finish(answer, analysis, failure)));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Rejected by the pool: fail the caller's future and decrement the in-flight count.
      finish(answer, null, e);
    }
    return answer;
  }

  private CompletableFuture<Analysis> start(AnalysisRequest request) {
    try {
      var normalized = AnalysisPipeline.normalize(request);
      return repeats.isPresent()
          ? repeats.get().get(normalized, () -> pipeline.analyze(normalized))
          : pipeline.analyze(normalized);
    } catch (Throwable t) {
      return CompletableFuture.failedFuture(t);
    }
  }

  private void finish(CompletableFuture<Analysis> answer, Analysis analysis, Throwable failure) {
    if (failure == null) {
      complete(() -> answer.complete(analysis));
      return;
    }
    probe
        .classify("a text", failure)
        .whenComplete(
            (classified, unexpected) ->
                complete(
                    () ->
                        answer.completeExceptionally(
                            classified == null ? unexpected : classified)));
  }

  /** Answers a request and counts it as finished, even if a dependent of the answer throws. */
  private void complete(Runnable answer) {
    try {
      answer.run();
    } finally {
      inFlight.end();
    }
  }

  @Override
  public ExecutionProvider provider() {
    return engines.get(0).provider();
  }

  @Override
  public List<ModelRef> models() {
    return engines.stream().map(engine -> engine.model().model()).toList();
  }

  @Override
  public void close() {
    rejectOwnThread();
    var drained = inFlight.close();
    try {
      drained.get();
      release();
    } catch (InterruptedException e) {
      pendingRuns.abort();
      // Native memory is released only when no request uses it.
      drained.thenRunAsync(this::release, CLOSING);
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("counting requests in flight failed", e);
    }
  }

  @Override
  public void abort() {
    rejectOwnThread();
    var drained = inFlight.close();
    pendingRuns.abort();
    drained.join();
    release();
  }

  private void rejectOwnThread() {
    if (threads.current()) {
      throw new IllegalStateException(
          "an analyzer cannot be closed on its own thread, because it would wait for itself:"
              + " close it on another thread");
    }
  }

  private synchronized void release() {
    if (!released) {
      released = true;
      engines.forEach(SharedEngine::close);
      preparing.shutdown();
    }
  }
}
