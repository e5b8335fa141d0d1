package io.lexstream.streamsapp.topology.analytics;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most frequent names of a stream, in bounded space: the Space-Saving algorithm (Metwally,
 * Agrawal and El Abbadi, "Efficient Computation of Frequent and Top-k Elements in Data Streams",
 * 2005). With {@code n} names and {@code k} counters, each name that occurs more than {@code n / k}
 * times has a counter. A count is never too low, and too high by at most {@code n / k}. Not
 * thread-safe.
 */
final class HeavyHitters {

  /**
   * Number of counters: five times the number shown, which makes the shown counts exact on usual
   * streams.
   */
  static final int COUNTERS = 100;

  private static final Comparator<Counter> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(Counter::count).reversed().thenComparing(Counter::name);

  private static final Comparator<Map.Entry<EntityName, Long>> RAREST_FIRST =
      Map.Entry.<EntityName, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  private final int capacity;
  private final Map<EntityName, Long> counts = new HashMap<>();

  HeavyHitters() {
    this(COUNTERS);
  }

  HeavyHitters(int capacity) {
    this.capacity = capacity;
  }

  /** Reads the stored form. */
  @JsonCreator
  HeavyHitters(@JsonProperty("counters") List<Counter> counters) {
    this(COUNTERS);
    counters.forEach(counter -> counts.put(counter.name(), counter.count()));
  }

  /** A name and its count, which may be too high. */
  record Counter(EntityName name, long count) {}

  void add(EntityName name) {
    if (counts.containsKey(name) || counts.size() < capacity) {
      counts.merge(name, 1L, Long::sum);
      return;
    }
    // The new name replaces the rarest and continues its count, an upper bound of its own earlier
    // count.
    var rarest = Collections.min(counts.entrySet(), RAREST_FIRST);
    counts.remove(rarest.getKey());
    counts.put(name, rarest.getValue() + 1);
  }

  /** All counters, most frequent first. */
  @JsonProperty("counters")
  List<Counter> counters() {
    return counts.entrySet().stream()
        .map(entry -> new Counter(entry.getKey(), entry.getValue()))
        .sorted(MOST_FREQUENT_FIRST)
        .toList();
  }
}
