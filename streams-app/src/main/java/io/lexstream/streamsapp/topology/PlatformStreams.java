package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.ForeignSchemas;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.schemas.avro.Review;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The platform's topics as streams of one topology. Each topic has one source, shared by all
 * readers. {@link RecordTime} corrects impossible timestamps. A null value erases a document.
 */
public final class PlatformStreams {

  private final StreamsBuilder builder;
  private final Topics topics;
  private final RegistrySerdes serdes;
  private final RecordTime time;
  private final Counts counts;
  private final Map<String, KStream<byte[], byte[]>> sources = new HashMap<>();
  private final Map<Topic, KStream<String, ?>> decoded = new EnumMap<>(Topic.class);

  public PlatformStreams(
      StreamsBuilder builder,
      Topics topics,
      RegistrySerdes serdes,
      InstantSource clock,
      Counts counts) {
    this.builder = builder;
    this.topics = topics;
    this.serdes = serdes;
    this.time = new RecordTime(clock);
    this.counts = counts;
  }

  public StreamsBuilder builder() {
    return builder;
  }

  /** Metrics for the steps. */
  public Counts counts() {
    return counts;
  }

  public Topics topics() {
    return topics;
  }

  public KStream<String, EnrichedDocument> enriched() {
    return decoded(Topic.ENRICHED, EnrichedDocument.class);
  }

  public KStream<String, Decision> decisions() {
    return decoded(Topic.DECISIONS, Decision.class);
  }

  public KStream<String, Review> reviews() {
    return decoded(Topic.REVIEWS, Review.class);
  }

  /** Dead letters of all stages, as bytes, since their formats differ. */
  public KStream<byte[], byte[]> deadLetters() {
    return bytes(topics.name(Topic.DEAD_LETTERS));
  }

  /** A topic as bytes. */
  public KStream<byte[], byte[]> bytes(String topic) {
    return sources.computeIfAbsent(
        topic,
        name ->
            builder.stream(
                name,
                Consumed.<byte[], byte[]>as("from-" + name)
                    .withKeySerde(Serdes.ByteArray())
                    .withValueSerde(Serdes.ByteArray())
                    .withTimestampExtractor(time)));
  }

  /**
   * Serdes and node name for writing documents.
   *
   * @param sink name of the sink node
   */
  public Produced<String, Document> toDocuments(String sink) {
    return Produced.<String, Document>as(sink)
        .withKeySerde(Serdes.String())
        .withValueSerde(limited(Stage.INTAKE, Topic.DOCUMENTS, Document.class));
  }

  /**
   * Serdes and node name for writing decisions.
   *
   * @param stage the stage that writes
   * @param sink name of the sink node
   */
  public Produced<String, Decision> toDecisions(Stage stage, String sink) {
    return Produced.<String, Decision>as(sink)
        .withKeySerde(Serdes.String())
        .withValueSerde(limited(stage, Topic.DECISIONS, Decision.class));
  }

  private <T extends SpecificRecord> Serde<T> limited(Stage stage, Topic topic, Class<T> type) {
    var serde = serdes.serde(type);
    return Serdes.serdeFrom(
        new SizeLimitedSerializer<>(stage, topic, serde.serializer()), serde.deserializer());
  }

  public Serde<Insight> insights() {
    return limited(Stage.ANALYTICS, Topic.INSIGHTS, Insight.class);
  }

  /** A serde for stores with the values of {@code topic}. Uses the subject of the topic. */
  public <T extends SpecificRecord> Serde<T> stored(Topic topic, Class<T> type) {
    return serdes.serdeOf(topic, type);
  }

  /** Schemas of records that other applications wrote. */
  public ForeignSchemas foreignSchemas() {
    return serdes.foreignSchemas();
  }

  public String name(Topic topic) {
    return topics.name(topic);
  }

  @SuppressWarnings("unchecked") // one type per topic, by the callers above
  private <V extends SpecificRecord> KStream<String, V> decoded(Topic topic, Class<V> type) {
    return (KStream<String, V>)
        decoded.computeIfAbsent(
            topic,
            unused ->
                bytes(name(topic))
                    .process(
                        () -> new Decode<>(Stage.MODERATION, serdes.deserializer(type)),
                        Named.as("decode-" + topic.suffix())));
  }
}
