package io.lexstream.flinkjobs;

import io.lexstream.inference.TextAnalyzer;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.clock.SystemClock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The enrichment job: documents in, enriched documents and dead letters out.
 *
 * <p>Source, enrichment and sink are one chain: between them records cross no network, and only the
 * queue of records in flight.
 */
public final class EnrichmentJob {

  /** Means no timeout to Flink's async operator: the analyzer's watchdog detects hung runs. */
  private static final long NO_TIMEOUT = 0;

  private EnrichmentJob() {}

  /**
   * Runs the job on the cluster it is submitted to.
   *
   * @param args the path of the configuration file
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      throw new SettingsException("usage: EnrichmentJob CONFIGURATION.yaml");
    }
    var settings =
        Settings.builder()
            .declare(EnrichmentConfig.SETTINGS)
            .ignoreSections("http", "intake", "moderation", "streams")
            .file(Path.of(args[0]))
            .environment(System.getenv())
            .load();
    var config = EnrichmentConfig.from(settings);
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    define(environment, config);
    environment.execute(config.name());
  }

  /**
   * Adds the job to an environment and replaces its settings for checkpoints and restarts. The
   * checkpoint folder and the parallelism stay unchanged.
   *
   * @throws SettingsException if a limit is exceeded, the job would start without the state it
   *     needs, or Kafka does not answer
   */
  public static void define(StreamExecutionEnvironment environment, EnrichmentConfig config) {
    define(environment, config, Clock.systemUTC());
  }

  static void define(StreamExecutionEnvironment environment, EnrichmentConfig config, Clock clock) {
    define(environment, config, clock, TextAnalyzer::open);
  }

  static void define(
      StreamExecutionEnvironment environment,
      EnrichmentConfig config,
      Clock clock,
      EnrichFunction.Opening opening) {
    InFlightBudget.check(config);
    if (config.delivery() == Delivery.EXACTLY_ONCE) {
      try (var brokers = Brokers.of(config, SystemClock.getInstance())) {
        TransactionTimeout.check(config, brokers);
        StartCheck.check(environment.getConfiguration(), config, brokers);
      }
    }
    environment.configure(FlinkSettings.of(config));
    var documents =
        environment
            .fromSource(source(config), WatermarkStrategy.noWatermarks(), "documents")
            .uid("documents");
    AsyncDataStream.unorderedWait(
            documents,
            new EnrichFunction(config, clock, opening, EngineFailureExit.ProcessExit.OF_FLINK),
            NO_TIMEOUT,
            TimeUnit.MILLISECONDS,
            config.capacity())
        .name("enrich")
        .uid("enrich")
        .sinkTo(sink(config))
        .name("enriched")
        .uid("enriched");
  }

  private static KafkaSource<RawRecord> source(EnrichmentConfig config) {
    var properties = properties(config.connection().clientProperties());
    properties.putAll(properties(Topics.consumerLimits(Topic.DOCUMENTS)));
    // The initializer chooses the first offset.
    properties.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
    return KafkaSource.<RawRecord>builder()
        .setProperties(properties)
        .setTopics(config.connection().topics().name(Topic.DOCUMENTS))
        .setGroupId(config.name())
        .setClientIdPrefix(config.name())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new RawRecordDeserializer())
        .build();
  }

  private static KafkaSink<OutboundRecord> sink(EnrichmentConfig config) {
    var properties = properties(config.connection().clientProperties());
    properties.putAll(properties(Topics.producerLimits(Topic.ENRICHED, Topic.DEAD_LETTERS)));
    var sink =
        KafkaSink.<OutboundRecord>builder()
            .setKafkaProducerConfig(properties)
            .setRecordSerializer(new OutboundRecordSerializer());
    return switch (config.delivery()) {
      case EXACTLY_ONCE ->
          sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
              .setTransactionalIdPrefix(config.name())
              // Never reuses an id: see decision 4.
              .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
              .setProperty(
                  ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                  Long.toString(config.transactionTimeout().toMillis()))
              .build();
      case AT_LEAST_ONCE -> sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
    };
  }

  private static Properties properties(Map<String, Object> values) {
    var properties = new Properties();
    values.forEach((key, value) -> properties.setProperty(key, value.toString()));
    return properties;
  }
}
