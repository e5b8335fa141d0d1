package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.RegistrySerdes;
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
 * The platform's topics as streams of one topology, each a source once however many read it. Times
 * are brought back to what can be true by {@link RecordTime}. Null values are erasures.
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

  /** Where steps count what they do. */
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

  /** Dead letters of all stages, as bytes: what they hold is of any kind. */
  public KStream<byte[], byte[]> deadLetters() {
    return bytes(topics.name(Topic.DEAD_LETTERS));
  }

  /** Any topic, as bytes. */
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
   * How documents are written.
   *
   * @param sink name of this writer: several write documents
   */
  public Produced<String, Document> toDocuments(String sink) {
    return Produced.<String, Document>as(sink)
        .withKeySerde(Serdes.String())
        .withValueSerde(limited(Topic.DOCUMENTS, Document.class));
  }

  /**
   * How decisions are written.
   *
   * @param sink name of this writer: several may write decisions
   */
  public Produced<String, Decision> toDecisions(String sink) {
    return Produced.<String, Decision>as(sink)
        .withKeySerde(Serdes.String())
        .withValueSerde(limited(Topic.DECISIONS, Decision.class));
  }

  private <T extends SpecificRecord> Serde<T> limited(Topic topic, Class<T> type) {
    var serde = serdes.serde(type);
    return Serdes.serdeFrom(new SizeLimit<>(topic, serde.serializer()), serde.deserializer());
  }

  public Serde<Insight> insights() {
    return serdes.serde(Insight.class);
  }

  /** A serde for stores of what {@code topic} carries, under the topic's own subject. */
  public <T extends SpecificRecord> Serde<T> stored(Topic topic, Class<T> type) {
    return serdes.serdeOf(topic, type);
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
                        () -> new Decode<>(serdes.deserializer(type)),
                        Named.as("decode-" + topic.suffix())));
  }
}
