package io.lexstream.inference.engine;

import com.github.benmanes.caffeine.cache.Ticker;
import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.failures.KnownGoodProbe;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.text.PreparedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One analyzer's reference to an engine. The first reference to a package opens its engine, the
 * last one released closes it. An engine that failed gets no new references, so that a restart
 * opens a new one.
 *
 * <p>Thread safe.
 */
public final class SharedEngine implements AutoCloseable {

  /** Guarded by itself. The lock is never held while an engine loads, runs or closes. */
  private static final Map<Key, Counted> OPEN = new HashMap<>();

  private final Counted counted;
  private final ModelEngine engine;
  private final AnalyzerListener listener;
  private final Ticker ticker;
  private final AtomicBoolean released = new AtomicBoolean();

  private SharedEngine(
      Counted counted, ModelEngine engine, AnalyzerListener listener, Ticker ticker) {
    this.counted = counted;
    this.engine = engine;
    this.listener = listener;
    this.ticker = ticker;
    engine.listener().add(listener);
  }

  /**
   * Acquires the engine of a package, and opens it if it is not open. Callers for an engine that is
   * being opened wait for it; callers for other engines do not.
   *
   * @param listener the analyzer's listener; the name of the package is bound to it here
   * @param ticker the clock that tokenization is timed with
   * @throws ModelPackageException if the package is broken
   * @throws io.lexstream.inference.EngineFailedException if the execution provider does not work
   */
  public static SharedEngine acquire(
      PackageSource source, AnalyzerOptions options, AnalyzerListener listener, Ticker ticker) {
    ModelPackage model = PackageReader.read(source);
    // Before the engine is referenced, so that a listener that throws leaves no reference behind.
    AnalyzerListener ofModel = listener.forModel(model.model().name());
    Counted counted = Counted.reference(Key.of(model, options), new EngineSettings(options));
    try {
      return new SharedEngine(counted, counted.engine(), ofModel, ticker);
    } catch (CompletionException e) {
      counted.release();
      Throwable failure = KnownGoodProbe.causeOf(e);
      if (failure instanceof Error error) {
        throw error;
      }
      throw failure instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The package. */
  public ModelPackage model() {
    return engine.model();
  }

  /** What the graph runs on. */
  public ExecutionProvider provider() {
    return engine.provider();
  }

  /** A text without disguised words, by the vocabulary of the package; empty if it has none. */
  public Optional<String> undisguised(String text) {
    return engine.undisguised(text);
  }

  /** Tokenizes a text and cuts it into windows, on the calling thread. */
  public WindowedText tokenize(PreparedText text) {
    long start = ticker.read();
    var windowed = engine.tokenize(text);
    listener.recordTime(AnalyzerMetric.TOKENIZE_TIME, ticker.read() - start);
    return windowed;
  }

  /**
   * Runs the windows of a text that has at least one. Never blocks.
   *
   * @return the output of the graph. A caller cancels the run by completing the future itself:
   *     windows that have not started then do not run
   */
  public CompletableFuture<WindowedOutput> run(WindowedText text) {
    return engine.run(text);
  }

  /** Releases the reference; the last one closes the engine once its rows are answered. */
  @Override
  public void close() {
    if (!released.compareAndSet(false, true)) {
      return;
    }
    engine.listener().remove(listener);
    if (counted.release()) {
      engine.close();
    }
  }

  /** Analyzers that agree on it share an engine. */
  private record Key(ModelPackage model, List<Optional<?>> engineOptions) {

    static Key of(ModelPackage model, AnalyzerOptions options) {
      List<Optional<?>> engineOptions = new ArrayList<>();
      AnalyzerOptions.ENGINE_SETTINGS.forEach(setting -> engineOptions.add(options.find(setting)));
      return new Key(model, engineOptions);
    }
  }

  private static final class Counted {

    private final Key key;
    private final EngineSettings settings;
    private final CompletableFuture<ModelEngine> engine = new CompletableFuture<>();
    private int references;

    /** Whether a caller has started to open the engine. */
    private final AtomicBoolean opening = new AtomicBoolean();

    Counted(Key key, EngineSettings settings) {
      this.key = key;
      this.settings = settings;
    }

    static Counted reference(Key key, EngineSettings settings) {
      synchronized (OPEN) {
        Counted counted = OPEN.computeIfAbsent(key, k -> new Counted(k, settings));
        counted.references++;
        return counted;
      }
    }

    /** The engine: the first caller opens it, others wait for it. */
    ModelEngine engine() {
      if (opening.compareAndSet(false, true)) {
        try {
          engine.complete(ModelEngine.open(key.model, settings, this::forget));
        } catch (Throwable t) {
          // Before the failure is reported, so that a caller who retries opens a new engine.
          forget();
          engine.completeExceptionally(t);
        }
      }
      return engine.join();
    }

    /** Releases one reference; returns whether it was the last. */
    boolean release() {
      synchronized (OPEN) {
        references--;
        if (references == 0) {
          OPEN.remove(key, this);
        }
        return references == 0;
      }
    }

    void forget() {
      synchronized (OPEN) {
        OPEN.remove(key, this);
      }
    }
  }
}
