package io.lexstream.flinkjobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.SchemaRejectedException;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.EnrichedDocument;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Turns an outcome into the record to write. Headers of the record read are copied, so that a trace
 * or a sequence number of the producer is kept. Thread safe if the serializer is.
 */
final class OutcomeWriter {

  /**
   * Bytes left free in a result, so that a later stage can turn it into a dead letter. The headers
   * of {@link DeadLetters}, with the longest message and stack trace, fit into them.
   */
  static final int RESERVE_BYTES = 8 * 1024;

  private final Serializer<EnrichedDocument> serializer;
  private final String enrichedTopic;
  private final int largestEnriched;
  private final String deadLetterTopic;
  private final RecordMetrics metrics;

  /**
   * @param largestEnriched largest record of the topic of results, in bytes
   */
  OutcomeWriter(
      Serializer<EnrichedDocument> serializer,
      String enrichedTopic,
      int largestEnriched,
      String deadLetterTopic,
      RecordMetrics metrics) {
    this.serializer = serializer;
    this.enrichedTopic = enrichedTopic;
    this.largestEnriched = largestEnriched;
    this.deadLetterTopic = deadLetterTopic;
    this.metrics = metrics;
  }

  /**
   * The record to write.
   *
   * @throws io.lexstream.schemas.RegistryUnavailableException if the registry does not answer
   * @throws io.lexstream.schemas.SchemaRejectedException if the registry rejects the schema
   */
  OutboundRecord write(RawRecord raw, Outcome outcome) {
    return outcome instanceof Outcome.Enriched enriched
        ? enriched(raw, enriched.document())
        : dead(raw, (Outcome.Dead) outcome);
  }

  private OutboundRecord enriched(RawRecord raw, EnrichedDocument document) {
    byte[] key = document.getId().getBytes(UTF_8);
    byte[] value;
    try {
      value = serializer.serialize(enrichedTopic, document);
    } catch (SchemaRejectedException e) {
      throw e;
    } catch (SerializationException e) {
      // The failure depends on the document only, so it would repeat after every restart.
      return dead(raw, Outcome.Dead.because(DeadLetterReason.INFERENCE_FAILED, e));
    }
    Headers headers = EntryHeader.copyWith(raw.headers(), raw.entry());
    int size = size(key, value, headers);
    if (size > largestEnriched - RESERVE_BYTES) {
      // The broker would reject it, and the job would restart endlessly.
      return dead(
          raw,
          Outcome.Dead.because(
              DeadLetterReason.TOO_LARGE,
              "result has %d bytes, the limit is %d (%d of topic %s minus %d in reserve): shorten the text"
                  .formatted(
                      size,
                      largestEnriched - RESERVE_BYTES,
                      largestEnriched,
                      enrichedTopic,
                      RESERVE_BYTES)));
    }
    metrics.enriched(raw, document);
    return OutboundRecord.of(enrichedTopic, raw.timestamp(), key, value, headers);
  }

  /** The size that Kafka's producer compares with its limit. */
  private static int size(byte[] key, byte[] value, Headers headers) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, headers.toArray());
  }

  /** Always fits: the limit of the topic read is smaller by more than the size of the headers. */
  private OutboundRecord dead(RawRecord raw, Outcome.Dead dead) {
    var headers =
        dead.cause()
            .map(
                cause ->
                    DeadLetters.headersFor(
                        raw.headers(), raw.entry(), Stage.ENRICHMENT, dead.reason(), cause))
            .orElseGet(
                () ->
                    DeadLetters.headersFor(
                        raw.headers(),
                        raw.entry(),
                        Stage.ENRICHMENT,
                        dead.reason(),
                        dead.message()));
    metrics.dead(dead.reason());
    return OutboundRecord.of(deadLetterTopic, raw.timestamp(), raw.key(), raw.value(), headers);
  }
}
