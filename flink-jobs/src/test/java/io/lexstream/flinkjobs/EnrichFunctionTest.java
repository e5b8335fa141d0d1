package io.lexstream.flinkjobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.TextAnalyzer;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrichFunctionTest {

  @TempDir Path folder;

  private final List<Throwable> exits = new CopyOnWriteArrayList<>();
  private final List<OutboundRecord> answers = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  @Test
  void anEngineFailureOnAGpuEndsTheProcess() throws Exception {
    // Given
    var models = FusedPackage.in(folder);
    var config = TestConfigs.config("unused:1", "failing-gpu.", models.folder(), Map.of());
    var document = TestDocuments.document("id", "good");
    var function =
        open(config, (options, metrics) -> reportingAGpu(TextAnalyzer.open(options, metrics)));

    // When
    models.breakEngine();
    function.asyncInvoke(raw(TestDocuments.bytes(config.connection(), document)), answer());
    await().atMost(Duration.ofMinutes(1)).until(() -> !failures.isEmpty());
    function.close();

    // Then
    assertThat(exits).singleElement().isInstanceOf(EngineFailedException.class);
    assertThat(failures).isEqualTo(exits);
    assertThat(answers).isEmpty();
  }

  @Test
  void closingDoesNotWaitForAnswers() throws Exception {
    // Given
    var models = FusedPackage.in(folder);
    var config =
        TestConfigs.config(
            "unused:1",
            "aborted.",
            models.folder(),
            Map.of("inference.workers", "1", "inference.token-budget", "8"));
    var documents = TestDocuments.bytes(config.connection(), TestDocuments.harmless(500));
    var function = open(config, TextAnalyzer::open);
    models.slowDown(100_000);

    // When
    documents.forEach(document -> function.asyncInvoke(raw(document), answer()));
    await().atMost(Duration.ofMinutes(1)).until(() -> !answers.isEmpty());
    function.close();

    // Then
    assertThat(answers).hasSizeLessThan(documents.size());
    assertThat(failures).isEmpty();
    assertThat(exits).isEmpty();
  }

  private EnrichFunction open(EnrichmentConfig config, EnrichFunction.Opening opening) {
    var function = new EnrichFunction(config, Clock.systemUTC(), opening, exits::add);
    function.setRuntimeContext(runtimeContext());
    function.open(DefaultOpenContext.INSTANCE);
    return function;
  }

  /** The analyzer runs on the CPU and reports a GPU. */
  private static TextAnalyzer reportingAGpu(TextAnalyzer analyzer) {
    return (TextAnalyzer)
        Proxy.newProxyInstance(
            TextAnalyzer.class.getClassLoader(),
            new Class<?>[] {TextAnalyzer.class},
            (proxy, method, arguments) ->
                method.getName().equals("provider")
                    ? ExecutionProvider.CUDA
                    : method.invoke(analyzer, arguments));
  }

  private static RuntimeContext runtimeContext() {
    var metrics = UnregisteredMetricGroups.createUnregisteredOperatorMetricGroup();
    return (RuntimeContext)
        Proxy.newProxyInstance(
            RuntimeContext.class.getClassLoader(),
            new Class<?>[] {RuntimeContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getMetricGroup")) {
                return metrics;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private ResultFuture<OutboundRecord> answer() {
    return new ResultFuture<>() {
      @Override
      public void complete(Collection<OutboundRecord> result) {
        answers.addAll(result);
      }

      @Override
      public void complete(CollectionSupplier<OutboundRecord> supplier) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void completeExceptionally(Throwable failure) {
        failures.add(failure);
      }
    };
  }

  private static RawRecord raw(byte[] value) {
    return new RawRecord("documents", 0, 0L, 0L, null, value, new String[0], new byte[0][]);
  }
}
