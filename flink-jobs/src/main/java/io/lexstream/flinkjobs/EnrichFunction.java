package io.lexstream.flinkjobs;

import io.lexstream.inference.AnalyzerListener;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.RegistrySerializer;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * Enriches records on threads of its own; the task thread only submits them.
 *
 * <p>A row failure turns its record into a dead letter. Any other failure fails the job, which
 * restarts from its last checkpoint with a new analyzer: an engine failure must not turn all
 * records of the topic into dead letters. On a GPU an engine failure ends the process.
 */
final class EnrichFunction extends RichAsyncFunction<RawRecord, OutboundRecord> {

  private static final long serialVersionUID = 1L;

  /**
   * Decoding takes microseconds; the second thread works while the first waits for the registry.
   */
  private static final int CODEC_THREADS = 2;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final EnrichmentConfig config;
  private final Clock clock;
  private final Opening opening;
  private final EngineFailureExit.ProcessExit processExit;

  private transient RegistryDeserializer<Document> deserializer;
  private transient RegistrySerializer<EnrichedDocument> serializer;
  private transient RetryingExecutor codec;
  private transient TextAnalyzer analyzer;
  private transient Enrichment enrichment;
  private transient EngineFailureExit engineFailureExit;
  private transient volatile boolean closed;

  /** How an analyzer is opened, in a form that travels to the operators. */
  interface Opening extends Serializable {
    TextAnalyzer open(AnalyzerOptions options, AnalyzerListener metrics);
  }

  EnrichFunction(
      EnrichmentConfig config,
      Clock clock,
      Opening opening,
      EngineFailureExit.ProcessExit processExit) {
    this.config = config;
    this.clock = clock;
    this.opening = opening;
    this.processExit = processExit;
  }

  @Override
  public void open(OpenContext context) {
    var metricGroup = getRuntimeContext().getMetricGroup();
    var connection = config.connection();
    var topics = connection.topics();
    deserializer = RegistryDeserializer.open(connection, Document.class);
    serializer = RegistrySerializer.open(connection, EnrichedDocument.class);
    codec =
        new RetryingExecutor(
            CODEC_THREADS,
            new ExecutorThreadFactory("lexstream-codec"),
            FIRST_PAUSE,
            LONGEST_PAUSE);
    analyzer = opening.open(config.analyzer(), new EngineMetrics(metricGroup));
    engineFailureExit = new EngineFailureExit(analyzer.provider(), processExit);
    enrichment =
        new Enrichment(
            codec,
            new DocumentDecoder(deserializer, config.maxTextBytes()),
            analyzer::analyze,
            new EnrichedAssembler(clock),
            new OutcomeWriter(
                serializer,
                topics.name(Topic.ENRICHED),
                Topic.ENRICHED.largestRecord(),
                topics.name(Topic.DEAD_LETTERS),
                new RecordMetrics(metricGroup, clock)));
  }

  @Override
  public void asyncInvoke(RawRecord raw, ResultFuture<OutboundRecord> result) {
    // The stage itself is not needed: both outcomes are reported to Flink inside it.
    var unused =
        enrichment
            .of(raw)
            .whenComplete(
                (outbound, failure) -> {
                  if (failure == null) {
                    result.complete(List.of(outbound));
                  } else if (!closed) {
                    var cause = ExceptionUtils.stripCompletionException(failure);
                    engineFailureExit.check(cause);
                    result.completeExceptionally(cause);
                  }
                });
  }

  @Override
  public void close() throws Exception {
    closed = true;
    // A bounded job has no record in flight here. Any other job has failed or is cancelled: Flink
    // discards its results, so close() must not wait for them.
    AutoCloseable ending = analyzer == null ? null : analyzer::abort;
    IOUtils.closeAll(codec, ending, serializer, deserializer);
  }
}
