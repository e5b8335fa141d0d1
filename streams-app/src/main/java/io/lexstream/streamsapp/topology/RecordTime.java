package io.lexstream.streamsapp.topology;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Corrects impossible timestamps. Stream time only moves forward: a single record from the year
 * 3000 would expire all stores and make all later records late.
 */
public final class RecordTime implements TimestampExtractor {

  /** Largest accepted difference to the clock of another machine. */
  static final Duration TOLERANCE = Duration.ofMinutes(10);

  private final InstantSource clock;

  public RecordTime(InstantSource clock) {
    this.clock = clock;
  }

  /** The record's timestamp, or the current time if it is missing or too far in the future. */
  @Override
  public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
    long now = clock.millis();
    long timestamp = consumed.timestamp();
    return timestamp < 0 || timestamp > now + TOLERANCE.toMillis() ? now : timestamp;
  }

  /**
   * The time of an event: {@code claimed}, but not later than the record about it.
   *
   * @param claimed ms since the epoch; null if unknown
   */
  public static long ofEvent(Long claimed, long recordedAt) {
    return claimed == null || claimed < 0 ? recordedAt : Math.min(claimed, recordedAt);
  }

  /**
   * The time of enrichment by the clock of the enriching machine. The record's timestamp if that
   * time is missing, negative or too far in the future.
   */
  public static long ofEnrichment(Long enrichedAt, long recordedAt) {
    return enrichedAt == null || enrichedAt < 0 || enrichedAt > recordedAt + TOLERANCE.toMillis()
        ? recordedAt
        : enrichedAt;
  }
}
