package io.lexstream.flinkjobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.avro.EnrichedDocument;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Turns an outcome into the record to write. Headers of the record read pass through, so a trace or
 * a sequence number of the producer's survives. Thread safe if the serializer is.
 */
final class OutcomeWriter {

  /** This stage's name in dead letters. */
  static final String STAGE = "enrich";

  /** More than Kafka adds to a record and its batch. */
  private static final int FRAMING_BYTES = 1024;

  private final Serializer<EnrichedDocument> serializer;
  private final String enrichedTopic;
  private final int largestEnriched;
  private final String deadLetterTopic;
  private final RecordMetrics metrics;

  /**
   * @param largestEnriched largest record the topic of results takes, in bytes
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
   * @throws io.lexstream.schemas.SchemaRejectedException if the registry refuses the schema
   */
  OutboundRecord write(RawRecord raw, Outcome outcome) {
    return outcome instanceof Outcome.Enriched enriched
        ? enriched(raw, enriched.document())
        : dead(raw, (Outcome.Dead) outcome);
  }

  private OutboundRecord enriched(RawRecord raw, EnrichedDocument document) {
    byte[] key = document.getId().getBytes(UTF_8);
    byte[] value = serializer.serialize(enrichedTopic, document);
    Headers headers = EntryHeader.copyWith(raw.headers(), raw.entry());
    int size = key.length + value.length + size(headers) + FRAMING_BYTES;
    if (size > largestEnriched) {
      // The broker would refuse it, and the job would restart over it for ever.
      return dead(
          raw,
          Outcome.Dead.because(
              DeadLetterReason.TOO_LARGE,
              "the result has "
                  + size
                  + " bytes, "
                  + enrichedTopic
                  + " takes at most "
                  + largestEnriched));
    }
    metrics.enriched(raw, document);
    return OutboundRecord.of(enrichedTopic, raw.timestamp(), key, value, headers);
  }

  private static int size(Headers headers) {
    int size = 0;
    for (var header : headers) {
      size += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }

  private OutboundRecord dead(RawRecord raw, Outcome.Dead dead) {
    var headers =
        dead.cause()
            .map(
                cause ->
                    DeadLetters.headersFor(raw.headers(), raw.entry(), STAGE, dead.reason(), cause))
            .orElseGet(
                () ->
                    DeadLetters.headersFor(
                        raw.headers(), raw.entry(), STAGE, dead.reason(), dead.message()));
    metrics.dead(dead.reason());
    return OutboundRecord.of(deadLetterTopic, raw.timestamp(), raw.key(), raw.value(), headers);
  }
}
