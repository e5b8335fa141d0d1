package io.lexstream.schemas;

import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.schemas.avro.Review;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The platform's topics and their properties, without the prefix of their names. */
public enum Topic {
  INBOX("inbox", Key.ANY, 6, 2, Duration.ofDays(7), Cleanup.DELETE, mebibytes(1), null),
  DOCUMENTS(
      "documents",
      Key.DOCUMENT_ID,
      6,
      2,
      Duration.ofDays(7),
      Cleanup.DELETE,
      mebibytes(1.25),
      Document.class),
  ENRICHED(
      "enriched",
      Key.DOCUMENT_ID,
      6,
      2,
      Duration.ofDays(30),
      Cleanup.DELETE,
      mebibytes(4),
      EnrichedDocument.class),
  DECISIONS(
      "decisions",
      Key.DOCUMENT_ID,
      6,
      2,
      Duration.ofDays(90),
      Cleanup.DELETE,
      mebibytes(1),
      Decision.class),
  REVIEWS(
      "reviews",
      Key.DOCUMENT_ID,
      6,
      2,
      Duration.ofDays(90),
      Cleanup.DELETE,
      mebibytes(1),
      Review.class),
  INSIGHTS(
      "insights",
      Key.SOURCE_AND_LANGUAGE,
      3,
      1,
      Duration.ofDays(30),
      Cleanup.COMPACT_AND_DELETE,
      mebibytes(1),
      Insight.class),
  DEAD_LETTERS(
      "dead-letters", Key.ORIGINAL, 3, 1, Duration.ofDays(90), Cleanup.DELETE, mebibytes(4), null);

  /** The key of a topic's records. */
  public enum Key {
    ANY,
    DOCUMENT_ID,
    SOURCE_AND_LANGUAGE,
    ORIGINAL
  }

  /** How a topic removes old records. */
  public enum Cleanup {
    DELETE("delete"),
    COMPACT_AND_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /** The value of Kafka's {@code cleanup.policy}. */
    public String policy() {
      return policy;
    }
  }

  private final String suffix;
  private final Key key;
  private final int clusterPartitions;
  private final int localPartitions;
  private final Duration retention;
  private final Cleanup cleanup;
  private final int largestRecord;
  private final Class<? extends SpecificRecord> value;

  Topic(
      String suffix,
      Key key,
      int clusterPartitions,
      int localPartitions,
      Duration retention,
      Cleanup cleanup,
      int largestRecord,
      Class<? extends SpecificRecord> value) {
    this.suffix = suffix;
    this.key = key;
    this.clusterPartitions = clusterPartitions;
    this.localPartitions = localPartitions;
    this.retention = retention;
    this.cleanup = cleanup;
    this.largestRecord = largestRecord;
    this.value = value;
  }

  /** The topic's name without the prefix. */
  public String suffix() {
    return suffix;
  }

  public Key key() {
    return key;
  }

  public int partitions(Scale scale) {
    return scale == Scale.CLUSTER ? clusterPartitions : localPartitions;
  }

  /** How long records are kept. */
  public Duration retention() {
    return retention;
  }

  public Cleanup cleanup() {
    return cleanup;
  }

  /** The largest record batch in bytes: key, value, headers and framing. */
  public int largestRecord() {
    return largestRecord;
  }

  /** The Avro record of its values; empty if producers choose the format. */
  public Optional<Class<? extends SpecificRecord>> value() {
    return Optional.ofNullable(value);
  }

  private static int mebibytes(double count) {
    return (int) (count * 1024 * 1024);
  }
}
