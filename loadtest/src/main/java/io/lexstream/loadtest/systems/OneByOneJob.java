package io.lexstream.loadtest.systems;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.AnalyzerOptions;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.TextAnalyzer;
import io.lexstream.loadtest.process.CommandLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The baseline {@code one-by-one}: a map function owns the model and analyzes one document at a
 * time, with one map per core. This is what Flink's documentation suggests. Source and sink are
 * those of the pipeline, exactly once.
 */
public final class OneByOneJob {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private OneByOneJob() {}

  /**
   * @param arguments bootstrap servers, input topic, output topic, model folder, folder for
   *     checkpoints
   */
  public static void main(String[] arguments) throws Exception {
    var loop = CommandLoop.ofThisProcess();
    int cores = Runtime.getRuntime().availableProcessors();
    var environment =
        StreamExecutionEnvironment.createLocalEnvironment(cores, config(arguments[4]));
    environment
        .fromSource(
            source(arguments[0], arguments[1]), WatermarkStrategy.noWatermarks(), "documents")
        .map(new Analyze(arguments[3]))
        .sinkTo(sink(arguments[0], arguments[2]));
    var job = environment.executeAsync("one-by-one");
    loop.on("counters", none -> "{\"batches\":0,\"rows\":0,\"tokens\":0,\"paddedTokens\":0}");
    loop.say("ready");
    loop.run();
    job.cancel().get();
    System.exit(0);
  }

  private static Configuration config(String checkpoints) {
    var config = Pausable.options();
    config.set(CoreOptions.TMP_DIRS, checkpoints + "/tmp");
    config.set(RestOptions.BIND_PORT, "0");
    config.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    config.set(RestOptions.ADDRESS, "127.0.0.1");
    config.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, Path.of(checkpoints).toUri().toString());
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(4));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    config.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    return config;
  }

  private static KafkaSource<Message> source(String bootstrapServers, String topic) {
    return KafkaSource.<Message>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(topic)
        .setGroupId("one-by-one")
        .setProperty("isolation.level", "read_committed")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new Reader())
        .build();
  }

  private static KafkaSink<Message> sink(String bootstrapServers, String topic) {
    return KafkaSink.<Message>builder()
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix("one-by-one")
        .setProperty(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Long.toString(TRANSACTION_TIMEOUT.toMillis()))
        .setRecordSerializer(
            (KafkaRecordSerializationSchema<Message>)
                (message, context, timestamp) ->
                    new ProducerRecord<>(topic, message.key(), message.value()))
        .build();
  }

  /** A record's key and value. */
  @SuppressWarnings("ArrayRecordComponent") // Records are not compared.
  public record Message(byte[] key, byte[] value) {}

  private static final class Reader implements KafkaRecordDeserializationSchema<Message> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Message> out) {
      out.collect(new Message(record.key(), record.value()));
    }

    @Override
    public TypeInformation<Message> getProducedType() {
      return TypeInformation.of(Message.class);
    }
  }

  private static final class Analyze extends RichMapFunction<Message, Message> {

    private static final long serialVersionUID = 1;

    private final String model;
    private transient TextAnalyzer analyzer;
    private transient ObjectMapper json;

    Analyze(String model) {
      this.model = model;
    }

    @Override
    public void open(OpenContext context) {
      json = JsonMapper.builder().build();
      analyzer =
          TextAnalyzer.open(
              AnalyzerOptions.builder()
                  .addPackage(Path.of(model))
                  .set(AnalyzerOptions.PROVIDER, ExecutionProvider.CPU)
                  // Run each row alone.
                  .set(AnalyzerOptions.BATCH_ROWS, 1)
                  .set(AnalyzerOptions.CACHE_SIZE, 0L)
                  .build());
    }

    @Override
    public Message map(Message message) throws IOException {
      JsonNode document = json.readTree(message.value());
      var analysis = analyzer.analyze(AnalysisRequest.of(document.path("text").asText())).join();
      var result = new LinkedHashMap<String, Object>();
      result.put("id", new String(message.key(), UTF_8));
      analysis.sentiment().ifPresent(label -> result.put("sentiment", label));
      analysis.toxicity().ifPresent(label -> result.put("toxicity", label));
      result.put("entities", entities(analysis));
      analysis.summary().ifPresent(summary -> result.put("summary", summary.text()));
      return new Message(message.key(), json.writeValueAsBytes(result));
    }

    private static ArrayList<Map<String, Object>> entities(Analysis analysis) {
      var entities = new ArrayList<Map<String, Object>>();
      analysis
          .entities()
          .ifPresent(
              found ->
                  found.forEach(
                      entity ->
                          entities.add(
                              Map.of(
                                  "text", entity.text(),
                                  "type", entity.type(),
                                  "start", entity.span().start(),
                                  "end", entity.span().end(),
                                  "score", entity.score()))));
      return entities;
    }

    @Override
    public void close() {
      if (analyzer != null) {
        analyzer.abort();
      }
    }
  }
}
