package io.lexstream.cli.enrich;

import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads committed results and dead letters and assigns them to their lines. Runs on one thread. */
final class Collector {

  private static final Duration POLL = Duration.ofMillis(50);

  /** Bytes of read results after which they are deleted from Kafka. */
  private static final long DELETION_BYTES = 32 << 20;

  private final Consumer<byte[], byte[]> consumer;
  private final Deserializer<EnrichedDocument> deserializer;
  private final String enrichedTopic;
  private final ReorderBuffer<Line, Outcome> window;
  private final OutputLines output;
  private final ProcessedRecords processed;

  private long bytesSinceDeletion;

  Collector(
      Consumer<byte[], byte[]> consumer,
      Deserializer<EnrichedDocument> deserializer,
      String enrichedTopic,
      ReorderBuffer<Line, Outcome> window,
      OutputLines output,
      ProcessedRecords processed) {
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.enrichedTopic = enrichedTopic;
    this.window = window;
    this.output = output;
    this.processed = processed;
  }

  /**
   * Collects until every line has its outcome.
   *
   * @param allFed whether all lines were sent
   */
  void run(BooleanSupplier allFed) throws IOException {
    // The order matters: once all lines are sent, an empty window stays empty.
    while (!(allFed.getAsBoolean() && window.isEmpty())) {
      for (var record : consumer.poll(POLL)) {
        window.answer(SequenceHeader.in(record.headers()), outcome(record));
        bytesSinceDeletion += record.serializedValueSize();
      }
      output.flush();
      if (bytesSinceDeletion > DELETION_BYTES) {
        processed.delete(positions());
        bytesSinceDeletion = 0;
      }
    }
    output.flush();
  }

  private Map<TopicPartition, Long> positions() {
    return consumer.assignment().stream()
        .collect(Collectors.toMap(Function.identity(), consumer::position));
  }

  private Outcome outcome(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(enrichedTopic)) {
      return new Outcome.Enriched(deserializer.deserialize(record.topic(), record.value()));
    }
    var letter = DeadLetter.from(record);
    return new Outcome.Dead(
        letter.entry().toString(),
        letter.stage(),
        letter.reason(),
        "",
        letter.message().orElse("no message"));
  }
}
