package io.lexstream.inference.analyzer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerMetric;
import io.lexstream.inference.Entity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Answers texts that were analyzed before, because streams repeat texts (reposts, spam, log lines).
 *
 * <p>The weight of its answers is limited. Requests for a text that is being analyzed wait for that
 * analysis. Failures are not kept. One cache belongs to one analyzer, whose model versions are
 * fixed, so they are not part of the key.
 *
 * <p>Thread safe.
 */
final class RepeatCache {

  private final Cache<Key, Analysis> answers;
  private final Map<Key, CompletableFuture<Analysis>> inProgress = new ConcurrentHashMap<>();
  private final AnalyzerListener listener;

  RepeatCache(long bytes, Executor executor, AnalyzerListener listener) {
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, Analysis analysis) -> weight(analysis))
            .executor(executor)
            .build();
    this.listener = listener;
  }

  /** The answer kept for that request, or the result of the analysis. */
  CompletableFuture<Analysis> get(
      AnalysisRequest request, Supplier<CompletableFuture<Analysis>> analysis) {
    var key = Key.of(request);
    Analysis known = answers.getIfPresent(key);
    if (known != null) {
      listener.record(AnalyzerMetric.CACHE_HITS, 1);
      return CompletableFuture.completedFuture(known);
    }
    var own = new CompletableFuture<Analysis>();
    var others = inProgress.putIfAbsent(key, own);
    if (others != null) {
      listener.record(AnalyzerMetric.CACHE_HITS, 1);
      return others;
    }
    listener.record(AnalyzerMetric.CACHE_MISSES, 1);
    start(analysis)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                answers.put(key, answer);
              }
              inProgress.remove(key, own);
              if (failure == null) {
                own.complete(answer);
              } else {
                own.completeExceptionally(failure);
              }
            });
    return own;
  }

  /** Starts the analysis; an exception it throws fails the future, so that waiting requests end. */
  private static CompletableFuture<Analysis> start(Supplier<CompletableFuture<Analysis>> analysis) {
    try {
      return analysis.get();
    } catch (Throwable t) {
      return CompletableFuture.failedFuture(t);
    }
  }

  /** Approximate bytes of an answer: objects at their usual size and two bytes a character. */
  private static int weight(Analysis analysis) {
    long weight = 640;
    for (Entity entity : analysis.entities().orElseGet(List::of)) {
      weight += 112 + 2L * entity.text().length();
    }
    if (analysis.summary().isPresent()) {
      weight += 160 + 2L * analysis.summary().get().text().length();
    }
    return (int) Math.min(Integer.MAX_VALUE, weight);
  }

  /**
   * The first 16 bytes of the text's SHA-256, which two texts share with negligible probability.
   */
  private record Key(long high, long low, Optional<String> language) {

    static Key of(AnalysisRequest request) {
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        var hash = ByteBuffer.wrap(digest.digest(request.text().getBytes(StandardCharsets.UTF_8)));
        return new Key(hash.getLong(), hash.getLong(), request.language());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform must provide SHA-256", e);
      }
    }
  }
}
