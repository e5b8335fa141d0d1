package io.lexstream.inference.engine;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.failures.KnownGoodProbe;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.text.PreparedText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One analyzer's hold on an engine. The first hold on a package opens its engine, the last one to
 * be released closes it; an engine found sick is given to nobody else, so that a restart gets a new
 * one.
 *
 * <p>Thread safe.
 */
public final class SharedEngine implements AutoCloseable {

  /** Guarded by itself, and never held while an engine loads, runs or closes. */
  private static final Map<Key, Counted> OPEN = new HashMap<>();

  private final Counted counted;
  private final ModelEngine engine;
  private final AnalyzerListener listener;
  private final AtomicBoolean released = new AtomicBoolean();

  private SharedEngine(Counted counted, ModelEngine engine, AnalyzerListener listener) {
    this.counted = counted;
    this.engine = engine;
    this.listener = listener;
    engine.events().add(listener);
  }

  /**
   * Takes hold of the engine of a package, opening it if nobody has. Whoever asks for an engine
   * that is being opened waits for it; others are not held up.
   *
   * @throws ModelPackageException if the package is broken
   * @throws io.lexstream.inference.EngineFailedException if the execution provider does not work
   */
  public static SharedEngine acquire(PackageSource source, AnalyzerOptions options) {
    ModelPackage model = PackageReader.read(source);
    var key = new Key(model, EngineSettings.of(options));
    Counted counted = Counted.hold(key);
    try {
      return new SharedEngine(counted, counted.engine(), options.listener());
    } catch (CompletionException e) {
      counted.release();
      Throwable failure = KnownGoodProbe.causeOf(e);
      if (failure instanceof Error error) {
        throw error;
      }
      throw failure instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The package at work. */
  public ModelPackage model() {
    return engine.model();
  }

  /** What the graph runs on. */
  public ExecutionProvider provider() {
    return engine.provider();
  }

  /**
   * What the graph says about a text. Tokenizes on the calling thread; never waits for the graph.
   *
   * @return empty if the tokenizer sees nothing in the text
   */
  public Optional<CompletableFuture<WindowedOutput>> run(PreparedText text) {
    long start = System.nanoTime();
    var windowed = engine.window(text);
    listener.tokenized(
        model().model().name(),
        windowed.tokens().size(),
        windowed.windows().size(),
        Duration.ofNanos(System.nanoTime() - start));
    return windowed.windows().isEmpty() ? Optional.empty() : Optional.of(engine.run(windowed));
  }

  /** Gives up the hold; the last one closes the engine once its rows are answered. */
  @Override
  public void close() {
    if (!released.compareAndSet(false, true)) {
      return;
    }
    engine.events().remove(listener);
    if (counted.release()) {
      engine.close();
    }
  }

  private record Key(ModelPackage model, EngineSettings settings) {}

  private static final class Counted {

    private final Key key;
    private final CompletableFuture<ModelEngine> engine = new CompletableFuture<>();
    private int holds;

    /** Whether someone has begun to open the engine. */
    private final AtomicBoolean opening = new AtomicBoolean();

    Counted(Key key) {
      this.key = key;
    }

    static Counted hold(Key key) {
      synchronized (OPEN) {
        Counted counted = OPEN.computeIfAbsent(key, Counted::new);
        counted.holds++;
        return counted;
      }
    }

    /** The engine: opened here by the first to ask, waited for by others. */
    ModelEngine engine() {
      if (opening.compareAndSet(false, true)) {
        try {
          engine.complete(ModelEngine.open(key.model, key.settings, this::forget));
        } catch (Throwable t) {
          // Before anyone is told, so that who tries again tries anew.
          forget();
          engine.completeExceptionally(t);
        }
      }
      return engine.join();
    }

    /** Whether this was the last hold. */
    boolean release() {
      synchronized (OPEN) {
        holds--;
        if (holds == 0) {
          OPEN.remove(key, this);
        }
        return holds == 0;
      }
    }

    void forget() {
      synchronized (OPEN) {
        OPEN.remove(key, this);
      }
    }
  }
}
