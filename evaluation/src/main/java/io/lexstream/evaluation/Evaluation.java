package io.lexstream.evaluation;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.SkippedTask;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Runs data sets through an analyzer and prints a table of the scores. Not thread safe. */
public final class Evaluation {

  /** Texts in flight: enough to fill batches, with bounded memory. */
  private static final int IN_FLIGHT = 512;

  private static final int PROGRESS_INTERVAL = 2000;

  private final Function<AnalysisRequest, CompletableFuture<Analysis>> analyzer;
  private final Path data;
  private final Optional<Integer> limit;
  private final MarkdownTable table;
  private final PrintWriter progress;

  /**
   * @param analyzer analyzes a text without blocking
   * @param data the folder that contains all data sets
   * @param limit number of rows to use from the beginning of each set; empty: all
   */
  public Evaluation(
      Function<AnalysisRequest, CompletableFuture<Analysis>> analyzer,
      Path data,
      Optional<Integer> limit,
      MarkdownTable table,
      PrintWriter progress) {
    this.analyzer = analyzer;
    this.data = data;
    this.limit = limit;
    this.table = table;
    this.progress = progress;
  }

  /** Scores one set and prints its rows of the table. */
  public <R extends EvaluationRow> void run(EvaluationSet<R> set)
      throws IOException, InterruptedException {
    var missing = set.missingFolder(data);
    if (missing.isPresent()) {
      table.row(set.task(), set.name(), "not found: " + missing.get(), "", "", "");
      return;
    }
    var all = read(set);
    var rows = all.subList(0, Math.min(all.size(), limit.orElse(all.size())));
    boolean partial = rows.size() < all.size();
    var counted = rows.size() + (partial ? " of " + all.size() + " (partial)" : "");
    progress.println(set.name() + ": " + counted + " rows");
    var answers = answers(set, rows);
    if (!answers.isEmpty() && answers.stream().allMatch(answer -> lacks(answer, set.task()))) {
      table.row(set.task(), set.name(), counted, "the package has no such head", "", "");
      return;
    }
    long unanswered = answers.stream().filter(answer -> skips(answer, set.task())).count();
    if (unanswered > 0) {
      progress.println(set.name() + ": " + unanswered + " rows got no answer; they count as wrong");
    }
    for (var score : set.scoring().score(rows, answers)) {
      table.row(
          set.task(),
          set.name(),
          counted,
          score.metric(),
          String.format(Locale.ROOT, "%.4f", score.value()),
          // The bar is for the whole set: a part of it is not compared.
          partial ? score.bar().toString() : score.bar().outcome(score.value()));
    }
  }

  /** A broken file gives an error that names the data set instead of a parser's error. */
  private <R extends EvaluationRow> List<R> read(EvaluationSet<R> set) throws IOException {
    try {
      return set.reader().read(data);
    } catch (EOFException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException(
          "%s: a file in %s has an unexpected format: it may be truncated or another version"
              .formatted(set.name(), String.join(" or ", set.folders())),
          e);
    }
  }

  private <R extends EvaluationRow> List<Analysis> answers(EvaluationSet<R> set, List<R> rows)
      throws InterruptedException {
    var pending = new ArrayList<CompletableFuture<Analysis>>();
    var free = new Semaphore(IN_FLIGHT);
    for (var row : rows) {
      free.acquire();
      pending.add(
          analyzer
              .apply(AnalysisRequest.of(row.text(), set.language()))
              .whenComplete((analysis, failure) -> free.release()));
      if (pending.size() % PROGRESS_INTERVAL == 0) {
        progress.println(set.name() + ": " + pending.size() + " of " + rows.size());
      }
    }
    return pending.stream().map(CompletableFuture::join).toList();
  }

  private static boolean lacks(Analysis answer, String task) {
    return answer.skipped().stream()
        .anyMatch(s -> s.task().equals(task) && s.reason().equals(SkippedTask.NO_MODEL));
  }

  private static boolean skips(Analysis answer, String task) {
    return answer.skipped().stream().anyMatch(skipped -> skipped.task().equals(task));
  }
}
