package io.lexstream.inference.engine;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import io.lexstream.inference.text.PreparedText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One analyzer's hold on an engine. The first hold on a package opens its engine, the last one to
 * be released closes it; an engine found sick is given to nobody else, so that a restart gets a new
 * one.
 *
 * <p>Thread safe.
 */
public final class SharedEngine implements AutoCloseable {

  private static final Map<Key, Counted> OPEN = new HashMap<>();

  private final Counted counted;
  private final AnalyzerListener listener;
  private final AtomicBoolean released = new AtomicBoolean();

  private SharedEngine(Counted counted, AnalyzerListener listener) {
    this.counted = counted;
    this.listener = listener;
    counted.engine.events().add(listener);
  }

  /**
   * Takes hold of the engine of a package, opening it if nobody has.
   *
   * @throws ModelPackageException if the package is broken
   * @throws io.lexstream.inference.EngineFailedException if the execution provider does not work
   */
  public static SharedEngine acquire(PackageSource source, AnalyzerOptions options) {
    ModelPackage model = PackageReader.read(source);
    var key = new Key(model, EngineSettings.of(options));
    synchronized (OPEN) {
      Counted counted = OPEN.get(key);
      if (counted == null) {
        counted = new Counted(key);
        counted.engine = ModelEngine.open(model, key.settings, counted::forget);
        OPEN.put(key, counted);
      }
      counted.holds++;
      return new SharedEngine(counted, options.listener());
    }
  }

  /** The package at work. */
  public ModelPackage model() {
    return counted.engine.model();
  }

  /** What the graph runs on. */
  public ExecutionProvider provider() {
    return counted.engine.provider();
  }

  /**
   * What the graph says about a text. Tokenizes on the calling thread; never waits for the graph.
   *
   * @return empty if the tokenizer sees nothing in the text
   */
  public Optional<CompletableFuture<WindowedOutput>> run(PreparedText text) {
    long start = System.nanoTime();
    var windowed = counted.engine.window(text);
    listener.tokenized(
        model().model().name(),
        windowed.tokens().size(),
        windowed.windows().size(),
        Duration.ofNanos(System.nanoTime() - start));
    return windowed.windows().isEmpty()
        ? Optional.empty()
        : Optional.of(counted.engine.run(windowed));
  }

  /** Gives up the hold; the last one closes the engine once its rows are answered. */
  @Override
  public void close() {
    if (!released.compareAndSet(false, true)) {
      return;
    }
    counted.engine.events().remove(listener);
    if (counted.release()) {
      counted.engine.close();
    }
  }

  private record Key(ModelPackage model, EngineSettings settings) {}

  private static final class Counted {

    private final Key key;
    private ModelEngine engine;
    private int holds;

    Counted(Key key) {
      this.key = key;
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
