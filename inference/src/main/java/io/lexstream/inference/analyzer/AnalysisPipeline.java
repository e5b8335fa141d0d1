package io.lexstream.inference.analyzer;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.DetectedLanguage;
import io.lexstream.inference.SkippedTask;
import io.lexstream.inference.engine.KnownGoodText;
import io.lexstream.inference.engine.SharedEngine;
import io.lexstream.inference.engine.WindowedText;
import io.lexstream.inference.heads.SummaryLimits;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.packages.Task;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.LanguageIdentifier;
import io.lexstream.inference.text.PreparedText;
import io.lexstream.inference.text.SentenceSplitter;
import io.lexstream.inference.text.WellFormedText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stages of a text: normalize, identify language, route, split sentences, tokenize, run,
 * decode, assemble.
 *
 * <p>Stages before the run are executed on the calling thread, the run on the workers of each
 * package's engine, and stages after it on the executor. Thread safe.
 */
final class AnalysisPipeline {

  /** Length in code points from which on a text runs again only in part. */
  private static final int LONG_TEXT = 300;

  private final List<SharedEngine> engines;
  private final PendingRuns pendingRuns;
  private final SummaryLimits summaryLimits;
  private final Set<String> undisguise;
  private final Executor executor;
  private final Routes routes;
  private final LanguageIdentifier languages;
  private final SentenceSplitter splitter = new SentenceSplitter();

  AnalysisPipeline(
      List<SharedEngine> engines,
      PendingRuns pendingRuns,
      SummaryLimits summaryLimits,
      Set<String> undisguise,
      Executor executor) {
    this.engines = engines;
    this.pendingRuns = pendingRuns;
    this.summaryLimits = summaryLimits;
    this.undisguise = undisguise;
    this.executor = executor;
    this.routes = new Routes(engines);
    this.languages =
        new LanguageIdentifier(
            engines.stream().flatMap(engine -> engine.model().languages().stream()).toList());
  }

  /**
   * The request with well-formed text and a language code, or none. Offsets stay valid, because a
   * lone surrogate and its replacement are one code point each.
   */
  static AnalysisRequest normalize(AnalysisRequest request) {
    return new AnalysisRequest(
        WellFormedText.of(request.text()), request.language().flatMap(LanguageHint::code));
  }

  /** Analyzes a normalized request. */
  CompletableFuture<Analysis> analyze(AnalysisRequest request) {
    DetectedLanguage language = identifyLanguage(request);
    return analyze(request.text(), language, route(language));
  }

  /** Analyzes the known-good text with every head of every package. */
  CompletableFuture<?> analyzeKnownGood() {
    DetectedLanguage language = languages.identify(KnownGoodText.TEXT);
    return CompletableFuture.allOf(
        engines.stream()
            .map(engine -> analyze(KnownGoodText.TEXT, language, Routes.only(engine)))
            .toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Analysis> analyze(
      String text, DetectedLanguage language, Routes.Route route) {
    var analysis = new AnalysisBuilder(language, summaryLimits);
    skipTasksWithoutEngine(route, analysis);
    if (route.byTask().isEmpty()) {
      return CompletableFuture.completedFuture(analysis.assemble());
    }
    PreparedText prepared = splitSentences(text, language);
    Map<SharedEngine, CompletableFuture<WindowedOutput>> runs = new LinkedHashMap<>();
    Map<SharedEngine, UndisguisedRun> undisguised = new LinkedHashMap<>();
    route
        .byEngine()
        .forEach(
            (engine, tasks) -> {
              WindowedText windows = engine.tokenize(prepared);
              if (windows.isEmpty()) {
                tasks.forEach(task -> analysis.skip(task, SkippedTask.NO_TEXT));
              } else {
                runs.put(engine, pendingRuns.start(() -> engine.run(windows)));
                startUndisguised(engine, tasks, prepared, language, undisguised);
              }
            });
    // A failure, too, continues on a thread of the analyzer, not on a batch worker.
    return CompletableFuture.allOf(
            Stream.concat(
                    runs.values().stream(),
                    undisguised.values().stream().map(UndisguisedRun::output))
                .toArray(CompletableFuture[]::new))
        .handleAsync(
            (done, failure) -> {
              if (failure != null) {
                throw new CompletionException(failure);
              }
              decode(runs, undisguised, route, analysis);
              return analysis.assemble();
            },
            executor);
  }

  /** Runs the text without disguised words in the same batches, if a task asks for it. */
  private void startUndisguised(
      SharedEngine engine,
      Set<Task> tasks,
      PreparedText prepared,
      DetectedLanguage language,
      Map<SharedEngine, UndisguisedRun> runs) {
    if (tasks.stream().noneMatch(task -> undisguise.contains(task.toString()))) {
      return;
    }
    CodePoints points = prepared.points();
    Optional<String> undisguised = engine.undisguised(points.slice(0, points.length()));
    if (undisguised.isEmpty()) {
      return;
    }
    PreparedText text = splitSentences(undisguised.get(), language);
    PreparedText changed = changedSentences(text, prepared, language);
    // One disguised word must not double the cost of a long text.
    boolean partly = points.length() > LONG_TEXT && 2 * changed.points().length() < points.length();
    WindowedText windows = engine.tokenize(partly ? changed : text);
    if (!windows.isEmpty()) {
      runs.put(engine, new UndisguisedRun(pendingRuns.start(() -> engine.run(windows)), partly));
    }
  }

  /**
   * The run of a text without disguised words.
   *
   * @param partly whether only the sentences with disguises run
   */
  private record UndisguisedRun(CompletableFuture<WindowedOutput> output, boolean partly) {}

  private PreparedText changedSentences(
      PreparedText undisguised, PreparedText written, DetectedLanguage language) {
    var known = new HashSet<String>();
    written.sentences().forEach(sentence -> known.add(written.points().slice(sentence)));
    String changed =
        undisguised.sentences().stream()
            .map(sentence -> undisguised.points().slice(sentence))
            .filter(sentence -> !known.contains(sentence))
            .collect(Collectors.joining("\n"));
    return splitSentences(changed, language);
  }

  private DetectedLanguage identifyLanguage(AnalysisRequest request) {
    return request
        .language()
        .map(code -> new DetectedLanguage(code, 1))
        .orElseGet(() -> languages.identify(request.text()));
  }

  private Routes.Route route(DetectedLanguage language) {
    return language.code().equals(DetectedLanguage.UNDETERMINED)
        ? routes.byDefault()
        : routes.forLanguage(language.code());
  }

  private static void skipTasksWithoutEngine(Routes.Route route, AnalysisBuilder analysis) {
    for (Task task : Task.values()) {
      if (!route.byTask().containsKey(task)) {
        analysis.skip(
            task, route.unsupported() ? SkippedTask.UNSUPPORTED_LANGUAGE : SkippedTask.NO_MODEL);
      }
    }
  }

  private PreparedText splitSentences(String text, DetectedLanguage language) {
    CodePoints points = CodePoints.of(text);
    return new PreparedText(points, splitter.split(text, points, language.code()));
  }

  /** Decodes the outputs in the configured order of packages. */
  private void decode(
      Map<SharedEngine, CompletableFuture<WindowedOutput>> runs,
      Map<SharedEngine, UndisguisedRun> undisguised,
      Routes.Route route,
      AnalysisBuilder analysis) {
    var tasks = route.byEngine();
    for (SharedEngine engine : engines) {
      if (runs.containsKey(engine)) {
        analysis.decode(engine.model(), tasks.get(engine), runs.get(engine).join());
      }
      if (undisguised.containsKey(engine)) {
        UndisguisedRun run = undisguised.get(engine);
        analysis.decodeUndisguised(engine.model(), undisguise, run.output().join(), run.partly());
      }
    }
  }
}
