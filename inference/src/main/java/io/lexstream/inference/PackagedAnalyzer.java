package io.lexstream.inference;

import io.lexstream.inference.engine.SharedEngine;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Analyzes texts with model packages: language, route, sentences, tokens, graph, heads.
 *
 * <p>What comes before the graph and after it runs on preparing threads; the graph runs on the
 * workers of each package's engine.
 */
final class PackagedAnalyzer implements TextAnalyzer {

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
    } catch (RuntimeException e) {
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
    preparing.execute(
        () ->
            started(request)
                .whenComplete((analysis, failure) -> finish(answer, analysis, failure, start)));
    return answer;
  }

  private void finish(
      CompletableFuture<Analysis> answer, Analysis analysis, Throwable failure, long start) {
    try {
      if (failure == null) {
        listener.analyzed(analysis, Duration.ofNanos(System.nanoTime() - start));
        answer.complete(analysis);
      } else {
        answer.completeExceptionally(Failures.forCaller(failure));
      }
    } finally {
      inFlight.end();
    }
  }

  private CompletableFuture<Analysis> started(AnalysisRequest request) {
    try {
      // Offsets stay: a lone surrogate and its replacement are one code point each.
      var wellFormed = new AnalysisRequest(WellFormedText.of(request.text()), request.language());
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
    CodePoints points = CodePoints.of(request.text());
    var text = new PreparedText(points, sentences.split(request.text(), points, language.code()));
    Map<SharedEngine, CompletableFuture<WindowedOutput>> outputs = new LinkedHashMap<>();
    byEngine.forEach(
        (engine, tasks) ->
            engine
                .run(text)
                .ifPresentOrElse(
                    output -> outputs.put(engine, output),
                    () -> tasks.forEach(task -> builder.skip(task, SkippedTask.NO_TEXT))));
    return CompletableFuture.allOf(outputs.values().toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            done -> {
              for (SharedEngine engine : engines) {
                if (outputs.containsKey(engine)) {
                  builder.add(engine.model(), byEngine.get(engine), outputs.get(engine).join());
                }
              }
              return builder.build();
            },
            preparing);
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
    if (threads.current()) {
      throw new IllegalStateException(
          "an analyzer cannot be closed on its own thread, which it would wait for:"
              + " close it on a thread of yours");
    }
    inFlight.close();
    engines.forEach(SharedEngine::close);
    preparing.shutdown();
  }
}
