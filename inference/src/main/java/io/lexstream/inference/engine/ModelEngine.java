package io.lexstream.inference.engine;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.batching.TokenBudgetBatcher;
import io.lexstream.inference.disguise.Disguises;
import io.lexstream.inference.failures.KnownGoodProbe;
import io.lexstream.inference.heads.CleanLabels;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.onnx.DynamicQuantization;
import io.lexstream.inference.onnx.OnnxSession;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.text.PreparedText;
import io.lexstream.inference.tokens.TextTokenizer;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Vocabulary;
import io.lexstream.inference.tokens.WindowCutter;
import io.lexstream.inference.tokens.WindowRow;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded model package: tokenizes texts, and runs their windows in batches.
 *
 * <p>Thread safe.
 */
final class ModelEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelEngine.class);

  private ModelPackage model;
  private final TextTokenizer tokenizer;
  private final WindowCutter cutter;
  private final OnnxSession session;
  private final TokenBudgetBatcher<WindowRow, RowOutput> batcher;
  private final EngineListener listener = new EngineListener();

  /** Made when it is first used; guarded by the lock of this engine. */
  private Disguises disguises;

  private ModelEngine(
      ModelPackage model,
      TextTokenizer tokenizer,
      OnnxSession session,
      WindowRow knownGood,
      EngineSettings settings,
      Runnable onFailure) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.cutter = new WindowCutter(model.maxTokens() - tokenizer.special().count());
    this.session = session;
    boolean rowsAlone = DynamicQuantization.in(session.graph());
    if (rowsAlone) {
      LOG.warn(
          "graph is dynamically quantized: rows run alone, because scores would depend on the batch;"
              + " this reduces throughput: graph={}",
          session.graph());
    }
    this.batcher =
        new TokenBudgetBatcher<>(
            settings.batching(session.provider(), rowsAlone),
            session,
            knownGood,
            listener,
            failure -> {
              onFailure.run();
              session.terminateRuns();
            });
  }

  /**
   * Loads tokenizer and graph and runs a known-good text, short and as long as the package allows.
   * The watchdog detects a warm-up run that hangs.
   *
   * @param onFailure called once, when the engine fails
   * @throws ModelPackageException if the package is broken
   * @throws EngineFailedException if the execution provider does not work here, or a run hangs
   */
  static ModelEngine open(ModelPackage model, EngineSettings settings, Runnable onFailure) {
    TextTokenizer tokenizer = TextTokenizer.load(model.tokenizer(), model.words());
    ModelEngine engine;
    WindowRow shortRow;
    WindowRow longRow;
    try {
      var knownGood = new KnownGoodText(model, tokenizer);
      shortRow = knownGood.shortRow();
      longRow = knownGood.longestRow();
      OnnxSession session = OnnxSession.open(model, settings.session());
      try {
        engine =
            new ModelEngine(session.model(), tokenizer, session, shortRow, settings, onFailure);
      } catch (RuntimeException | Error e) {
        session.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      tokenizer.close();
      throw e;
    }
    try {
      engine.warmUp(shortRow, longRow);
      return engine;
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private void warmUp(WindowRow shortRow, WindowRow longRow) {
    RowOutput plainText = warmUp(shortRow, "a plain text");
    session.checkLabels(shortRow, plainText);
    model = CleanLabels.fromPlainText(model, plainText);
    warmUp(
        longRow,
        "a row of " + longRow.tokens() + " tokens, which " + model.descriptor() + " allows,");
  }

  private RowOutput warmUp(WindowRow row, String what) {
    try {
      return batcher.submit(row).join();
    } catch (CompletionException e) {
      Throwable failure = KnownGoodProbe.causeOf(e);
      if (failure instanceof EngineFailedException hang && hang.getCause() == null) {
        throw hang;
      }
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      throw new ModelPackageException(
          session.graph() + " fails on " + what + " in its warm-up run: " + cause.getMessage(),
          cause);
    }
  }

  ModelPackage model() {
    return model;
  }

  ExecutionProvider provider() {
    return session.provider();
  }

  EngineListener listener() {
    return listener;
  }

  /** A text without disguised words; empty if it has none. */
  Optional<String> undisguised(String text) {
    return disguises().undo(text);
  }

  private synchronized Disguises disguises() {
    if (disguises == null) {
      disguises = new Disguises(Vocabulary.load(model.tokenizer()));
    }
    return disguises;
  }

  /** Tokenizes a text and cuts it into windows, on the calling thread. */
  WindowedText tokenize(PreparedText text) {
    TokenizedText tokens = tokenizer.tokenize(text.points(), text.sentences());
    return new WindowedText(text, tokens, cutter.cut(tokens));
  }

  /**
   * Runs the windows of a text that has at least one. Never blocks.
   *
   * @return the output. A caller cancels the run by completing the future itself: windows that have
   *     not started then do not run
   */
  CompletableFuture<WindowedOutput> run(WindowedText text) {
    var rows =
        text.windows().stream()
            .map(window -> WindowRow.of(text.tokens(), window, tokenizer.special()))
            .map(batcher::submit)
            .toList();
    var output =
        CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new))
            .thenApply(
                done ->
                    new WindowedOutput(
                        text.text().points(),
                        text.text().sentences(),
                        text.tokens(),
                        text.windows(),
                        rows.stream().map(CompletableFuture::join).toList()));
    output.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            rows.forEach(row -> row.completeExceptionally(failure));
          }
        });
    return output;
  }

  @Override
  public void close() {
    batcher.close();
    if (!batcher.isTerminated()) {
      LOG.warn(
          "closed with a run in progress; its session is released when the run returns: model={}",
          model.model());
    }
    batcher.termination().thenRun(session::close);
    tokenizer.close();
  }
}
