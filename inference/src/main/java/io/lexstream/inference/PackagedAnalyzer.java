package io.lexstream.inference;

import io.lexstream.inference.batching.DaemonThreads;
import io.lexstream.inference.engine.KnownGoodText;
import io.lexstream.inference.engine.SharedEngine;
import io.lexstream.inference.failures.KnownGoodProbe;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.packages.Task;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.LanguageIdentifier;
import io.lexstream.inference.text.PreparedText;
import io.lexstream.inference.text.SentenceSplitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Analyzes texts with model packages: language, route, sentences, tokens, graph, heads.
 *
 * <p>What comes before the graph and after it runs on preparing threads; the graph runs on the
 * workers of each package's engine.
 */
final class PackagedAnalyzer implements TextAnalyzer {

  private static final Executor CLOSING =
      task -> new DaemonThreads("lexstream-close").newThread(task).start();

  private final AnalyzerOptions options;
  private final List<SharedEngine> engines;
  private final Routes routes;
  private final LanguageIdentifier languages;
  private final SentenceSplitter sentences = new SentenceSplitter();
  private final PreparingThreads threads = new PreparingThreads();
  private final ExecutorService preparing;
  private final AnalyzerListener listener;
  private final Optional<RepeatCache> repeats;
  private final InFlight inFlight = new InFlight();
  private final KnownGoodProbe probe = new KnownGoodProbe(this::analyzeKnownGood);

  /** What the graphs have not answered yet. */
  private final Set<CompletableFuture<WindowedOutput>> unanswered = ConcurrentHashMap.newKeySet();

  private volatile boolean aborted;
  private boolean released;

  private PackagedAnalyzer(AnalyzerOptions options, List<SharedEngine> engines) {
    this.options = options;
    this.engines = engines;
    this.routes = new Routes(engines);
    this.languages =
        new LanguageIdentifier(
            engines.stream().flatMap(engine -> engine.model().languages().stream()).toList());
    this.listener = options.listener();
    this.preparing =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads);
    this.repeats =
        options.cacheBytes() == 0
            ? Optional.empty()
            : Optional.of(new RepeatCache(options.cacheBytes(), preparing, listener));
  }

  static TextAnalyzer open(AnalyzerOptions asked) {
    var options = asked.withListener(new GuardedListener(asked.listener()));
    var engines = new ArrayList<SharedEngine>();
    try {
      for (PackageSource source : options.packages()) {
        engines.add(SharedEngine.acquire(source, options));
      }
      return new PackagedAnalyzer(options, engines);
    } catch (RuntimeException | Error e) {
      engines.forEach(SharedEngine::close);
      throw e;
    }
  }

  @Override
  public CompletableFuture<Analysis> analyze(AnalysisRequest request) {
    var answer = new CompletableFuture<Analysis>();
    if (!inFlight.begin()) {
      answer.completeExceptionally(new EngineFailedException("the analyzer is closed", null));
      return answer;
    }
    long start = System.nanoTime();
    try {
      preparing.execute(
          () ->
              started(request)
                  .whenComplete((analysis, failure) -> finish(answer, analysis, failure, start)));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // No thread, no analysis; who asked must hear of it, and be counted out.
      finish(answer, null, e, start);
    }
    return answer;
  }

  private void finish(
      CompletableFuture<Analysis> answer, Analysis analysis, Throwable failure, long start) {
    if (failure == null) {
      try {
        listener.analyzed(analysis, Duration.ofNanos(System.nanoTime() - start));
        answer.complete(analysis);
      } finally {
        inFlight.end();
      }
      return;
    }
    probe
        .classify("a text", failure)
        .whenComplete(
            (classified, unexpected) -> {
              try {
                answer.completeExceptionally(classified == null ? unexpected : classified);
              } finally {
                inFlight.end();
              }
            });
  }

  private CompletableFuture<Analysis> started(AnalysisRequest request) {
    try {
      // Offsets stay: a lone surrogate and its replacement are one code point each.
      var wellFormed =
          new AnalysisRequest(
              WellFormedText.of(request.text()), request.language().flatMap(LanguageHint::code));
      return repeats.isPresent()
          ? repeats.get().get(wellFormed, () -> analyzeNow(wellFormed))
          : analyzeNow(wellFormed);
    } catch (Throwable t) {
      return CompletableFuture.failedFuture(t);
    }
  }

  private CompletableFuture<Analysis> analyzeNow(AnalysisRequest request) {
    DetectedLanguage language =
        request
            .language()
            .map(code -> new DetectedLanguage(code, 1))
            .orElseGet(() -> languages.identify(request.text()));
    Routes.Route route =
        language.code().equals(DetectedLanguage.UNDETERMINED)
            ? routes.byDefault()
            : routes.forLanguage(language.code());
    return analyzeBy(route, language, request.text());
  }

  /** Takes a text nothing is wrong with to every head of every package, past the cache. */
  private CompletableFuture<?> analyzeKnownGood() {
    DetectedLanguage language = languages.identify(KnownGoodText.TEXT);
    return CompletableFuture.allOf(
        engines.stream()
            .map(engine -> analyzeBy(Routes.only(engine), language, KnownGoodText.TEXT))
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Analysis> analyzeBy(
      Routes.Route route, DetectedLanguage language, String whole) {
    var builder = new AnalysisBuilder(language, options.summarySentences());
    for (Task task : Task.values()) {
      if (!route.byTask().containsKey(task)) {
        builder.skip(
            task, route.unsupported() ? SkippedTask.UNSUPPORTED_LANGUAGE : SkippedTask.NO_MODEL);
      }
    }
    var byEngine = route.byEngine();
    if (byEngine.isEmpty()) {
      return CompletableFuture.completedFuture(builder.build());
    }
    CodePoints points = CodePoints.of(whole);
    var text = new PreparedText(points, sentences.split(whole, points, language.code()));
    Map<SharedEngine, CompletableFuture<WindowedOutput>> outputs = new LinkedHashMap<>();
    byEngine.forEach(
        (engine, tasks) ->
            run(engine, text)
                .ifPresentOrElse(
                    output -> outputs.put(engine, output),
                    () -> tasks.forEach(task -> builder.skip(task, SkippedTask.NO_TEXT))));
    // A failure, too, goes on from a thread of the analyzer's own, not from a batch worker.
    return CompletableFuture.allOf(outputs.values().toArray(CompletableFuture[]::new))
        .handleAsync(
            (done, failure) -> {
              if (failure != null) {
                throw new CompletionException(failure);
              }
              for (SharedEngine engine : engines) {
                if (outputs.containsKey(engine)) {
                  builder.add(engine.model(), byEngine.get(engine), outputs.get(engine).join());
                }
              }
              return builder.build();
            },
            preparing);
  }

  @SuppressWarnings("CollectionUndefinedEquality") // Each future is its own.
  private Optional<CompletableFuture<WindowedOutput>> run(SharedEngine engine, PreparedText text) {
    if (aborted) {
      throw abortion();
    }
    var running = engine.run(text);
    running.ifPresent(
        output -> {
          unanswered.add(output);
          output.whenComplete((done, failure) -> unanswered.remove(output));
          if (aborted) {
            output.completeExceptionally(abortion());
          }
        });
    return running;
  }

  private static EngineFailedException abortion() {
    return new EngineFailedException("the analyzer was closed before this text was analyzed", null);
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
    refuseOwnThread();
    var drained = inFlight.close();
    try {
      drained.get();
      release();
    } catch (InterruptedException e) {
      failUnanswered();
      // Not before nobody is inside: what is released is native memory.
      drained.thenRunAsync(this::release, CLOSING);
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("requests are counted, which cannot fail", e);
    }
  }

  @Override
  public void abort() {
    refuseOwnThread();
    var drained = inFlight.close();
    failUnanswered();
    drained.join();
    release();
  }

  private void refuseOwnThread() {
    if (threads.current()) {
      throw new IllegalStateException(
          "an analyzer cannot be closed on its own thread, which it would wait for:"
              + " close it on a thread of yours");
    }
  }

  private void failUnanswered() {
    aborted = true;
    unanswered.forEach(output -> output.completeExceptionally(abortion()));
  }

  private synchronized void release() {
    if (!released) {
      released = true;
      engines.forEach(SharedEngine::close);
      preparing.shutdown();
    }
  }
}
