package io.lexstream.streamsapp.topology;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Times that producers claim, brought back to what can be true. Kafka Streams' time only moves
 * forward: one record from the year 3000 would otherwise expire every store and make everything
 * after it late.
 */
public final class RecordTime implements TimestampExtractor {

  /** How far ahead of us another machine's clock is believed. */
  static final Duration TOLERANCE = Duration.ofMinutes(10);

  private final InstantSource clock;

  public RecordTime(InstantSource clock) {
    this.clock = clock;
  }

  /** The record's timestamp; the present for one that has none, or one too far ahead. */
  @Override
  public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
    long now = clock.millis();
    long timestamp = consumed.timestamp();
    return timestamp < 0 || timestamp > now + TOLERANCE.toMillis() ? now : timestamp;
  }

  /**
   * When something happened that {@code recordedAt} knows of: not after that, whatever was {@code
   * claimed}.
   *
   * @param claimed ms since the epoch; null when nothing was
   */
  public static long ofEvent(Long claimed, long recordedAt) {
    return claimed == null || claimed < 0 ? recordedAt : Math.min(claimed, recordedAt);
  }

  /**
   * When a document was enriched, by the clock of the machine that did it; the record's own time
   * when it does not say, or its clock is far ahead or before all times.
   */
  public static long ofEnrichment(Long enrichedAt, long recordedAt) {
    return enrichedAt == null || enrichedAt < 0 || enrichedAt > recordedAt + TOLERANCE.toMillis()
        ? recordedAt
        : enrichedAt;
  }
}
