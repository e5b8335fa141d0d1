package io.lexstream.streamsapp.topology.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/** The counts of one window of one group. Mutable; not thread-safe. */
public final class WindowCounts {

  private static final int LONGEST_LABEL = 60;

  /** Limits memory if a model package has very many labels. */
  private static final int MOST_LABELS = 50;

  @JsonProperty long documents;
  @JsonProperty long toxic;
  @JsonProperty long scoredForToxicity;
  @JsonProperty Map<String, Long> sentiments = new TreeMap<>();
  @JsonProperty Map<String, Long> decisions = new TreeMap<>();
  @JsonProperty Map<String, Long> deadLetters = new TreeMap<>();
  @JsonProperty HeavyHitters entities = new HeavyHitters();

  WindowCounts plus(Observation observation) {
    if (observation instanceof Observation.Enriched seen) {
      documents++;
      count(sentiments, seen.sentiment());
      if (seen.toxicity() != null) {
        scoredForToxicity++;
        toxic += seen.toxicity().equals("toxic") ? 1 : 0;
      }
      seen.entities().forEach(entities::add);
    } else if (observation instanceof Observation.Decided decided) {
      count(decisions, decided.action());
    } else if (observation instanceof Observation.DeadLettered lost) {
      count(deadLetters, lost.reason());
    }
    return this;
  }

  private static void count(Map<String, Long> counts, String label) {
    if (label == null) {
      return;
    }
    String shown = label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL);
    boolean room = counts.containsKey(shown) || counts.size() < MOST_LABELS;
    counts.merge(room ? shown : "other", 1L, Long::sum);
  }
}
