package io.lexstream.loadtest.meter;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The records that a system wrote, as read from its output topics. Not thread safe. */
public final class Observation {

  private static final long LONGEST_LATENCY_MILLIS = 3_600_000;
  private static final int DIGITS = 3;

  private final Map<String, Output> first = new LinkedHashMap<>();
  private int duplicates;

  void add(Output output) {
    if (first.putIfAbsent(output.key(), output) != null) {
      duplicates++;
    }
  }

  /** Number of documents with an output record. */
  public int documents() {
    return first.size();
  }

  /** The first output record of each document, in the order in which they were read. */
  public Collection<Output> outputs() {
    return first.values();
  }

  /** Counts the outcomes of the documents that were sent. */
  public Counts counts(Set<String> sent) {
    int results = 0;
    int dead = 0;
    int unknown = 0;
    for (Output output : first.values()) {
      if (!sent.contains(output.key())) {
        unknown++;
      } else if (output.dead()) {
        dead++;
      } else {
        results++;
      }
    }
    return new Counts(results, dead, sent.size() - results - dead, duplicates, unknown);
  }

  /** Time at which the last record was appended, by the broker's clock. */
  public long lastAppendedMillis() {
    return first.values().stream().mapToLong(Output::appendedMillis).max().orElseThrow();
  }

  /** Time at which the last record was visible. */
  public long lastVisibleMillis() {
    return first.values().stream().mapToLong(Output::visibleMillis).max().orElseThrow();
  }

  /**
   * Latencies from event to committed result, in ms.
   *
   * @param eventMillis scheduled send time of each document by key. A document without output has
   *     no latency; {@link #counts} counts it as missing
   */
  public Histogram latencies(Map<String, Long> eventMillis) {
    var latencies = new Histogram(1, LONGEST_LATENCY_MILLIS, DIGITS);
    eventMillis.forEach(
        (key, event) -> {
          var output = first.get(key);
          if (output != null) {
            latencies.recordValue(Math.max(0, output.visibleMillis() - event));
          }
        });
    return latencies;
  }

  /**
   * The most documents at one time that were sent and had no visible result.
   *
   * @param eventMillis as for {@link #latencies}
   */
  public int largestLag(Map<String, Long> eventMillis) {
    var changes = new TreeMap<Long, Integer>();
    eventMillis.forEach(
        (key, event) -> {
          changes.merge(event, 1, Integer::sum);
          var output = first.get(key);
          if (output != null) {
            changes.merge(Math.max(event, output.visibleMillis()), -1, Integer::sum);
          }
        });
    int waiting = 0;
    int largest = 0;
    for (int change : changes.values()) {
      waiting += change;
      largest = Math.max(largest, waiting);
    }
    return largest;
  }

  /**
   * Outcomes of documents.
   *
   * @param results documents with a result
   * @param dead documents with a dead letter instead
   * @param missing documents with neither
   * @param duplicates outputs beyond a document's first
   * @param unknown documents with an output record that were not sent
   */
  public record Counts(int results, int dead, int missing, int duplicates, int unknown) {

    /** Whether each document has exactly one result. */
    public boolean complete() {
      return dead == 0 && missing == 0 && duplicates == 0 && unknown == 0;
    }
  }
}
