package io.lexstream.inference.engine;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.Span;
import io.lexstream.inference.batching.TokenBudgetBatcher;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.onnx.DynamicQuantization;
import io.lexstream.inference.onnx.OnnxSession;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.PreparedText;
import io.lexstream.inference.tokens.TextTokenizer;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import io.lexstream.inference.tokens.WindowCutter;
import io.lexstream.inference.tokens.WindowRow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model package at work: a text goes in, the graph's answers for its windows come out.
 *
 * <p>Thread safe.
 */
final class ModelEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelEngine.class);

  /** Plain words every tokenizer knows; the row of a text no healthy engine fails on. */
  private static final String KNOWN_GOOD = "The train to the city leaves at nine.";

  private final ModelPackage model;
  private final TextTokenizer tokenizer;
  private final WindowCutter cutter;
  private final OnnxSession session;
  private final TokenBudgetBatcher<WindowRow, RowOutput> batcher;
  private final EngineEvents events;

  private ModelEngine(
      ModelPackage model,
      TextTokenizer tokenizer,
      OnnxSession session,
      WindowRow knownGood,
      EngineSettings settings,
      Runnable sick) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.cutter = new WindowCutter(model.maxTokens() - tokenizer.special().count());
    this.session = session;
    this.events =
        new EngineEvents(
            model.model().name(),
            () -> {
              sick.run();
              session.terminateRuns();
            });
    boolean rowsAlone = DynamicQuantization.in(session.graph());
    if (rowsAlone) {
      LOG.warn(
          "graph is dynamically quantized, so a row's scores would depend on its batch; rows run"
              + " alone, which costs throughput: graph={}",
          session.graph());
    }
    this.batcher =
        new TokenBudgetBatcher<>(
            settings.batching(session.provider(), rowsAlone), session, knownGood, events);
  }

  /**
   * Loads tokenizer and graph and runs a known-good text.
   *
   * @param sick told once, when the engine is found sick
   * @throws ModelPackageException if the package does not keep its promise
   * @throws EngineFailedException if the execution provider does not work here
   */
  static ModelEngine open(ModelPackage model, EngineSettings settings, Runnable sick) {
    TextTokenizer tokenizer = TextTokenizer.load(model.tokenizer(), model.words());
    try {
      var row = knownGoodRow(tokenizer, model);
      OnnxSession session = OnnxSession.open(model, settings.session());
      try {
        session.warmUp(row);
        return new ModelEngine(model, tokenizer, session, row, settings, sick);
      } catch (RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static WindowRow knownGoodRow(TextTokenizer tokenizer, ModelPackage model) {
    CodePoints points = CodePoints.of(KNOWN_GOOD);
    TokenizedText text = tokenizer.tokenize(points, List.of(new Span(0, points.length())));
    if (text.size() == 0) {
      throw new ModelPackageException(
          model.tokenizer() + " gives no token for '" + KNOWN_GOOD + "', expected some");
    }
    int size = Math.min(text.size(), model.maxTokens() - tokenizer.special().count());
    return WindowRow.of(text, new Window(0, size, 0, size), tokenizer.special());
  }

  ModelPackage model() {
    return model;
  }

  ExecutionProvider provider() {
    return session.provider();
  }

  EngineEvents events() {
    return events;
  }

  /** Tokenizes a text and cuts it into windows, on the calling thread. */
  WindowedText window(PreparedText text) {
    TokenizedText tokens = tokenizer.tokenize(text.points(), text.sentences());
    return new WindowedText(text, tokens, cutter.cut(tokens));
  }

  /** Runs the windows of a text that has at least one. Never blocks. */
  CompletableFuture<WindowedOutput> run(WindowedText text) {
    var rows =
        text.windows().stream()
            .map(window -> WindowRow.of(text.tokens(), window, tokenizer.special()))
            .map(batcher::submit)
            .toList();
    return CompletableFuture.allOf(rows.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                new WindowedOutput(
                    text.text().points(),
                    text.text().sentences(),
                    text.tokens(),
                    text.windows(),
                    rows.stream().map(CompletableFuture::join).toList()));
  }

  @Override
  public void close() {
    batcher.close();
    if (batcher.isTerminated()) {
      session.close();
    } else {
      LOG.warn("a hung run still uses its session, which is not released: model={}", model.model());
    }
    tokenizer.close();
  }

  /** A text cut into windows. */
  record WindowedText(PreparedText text, TokenizedText tokens, List<Window> windows) {}
}
