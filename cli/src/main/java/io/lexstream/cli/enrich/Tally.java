package io.lexstream.cli.enrich;

import io.lexstream.schemas.avro.EnrichedDocument;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts of outcomes.
 *
 * <p>Thread safe.
 */
public final class Tally {

  private long enriched;
  private long dead;
  private long skipped;
  private final Map<String, Long> deadByReason = new TreeMap<>();
  private final Map<String, Long> skippedByReason = new TreeMap<>();

  Tally() {}

  synchronized void add(Outcome outcome) {
    if (outcome instanceof Outcome.Enriched it) {
      addEnriched(it.document());
    } else if (outcome instanceof Outcome.Dead it) {
      dead++;
      deadByReason.merge(it.reason(), 1L, Long::sum);
    }
  }

  private void addEnriched(EnrichedDocument document) {
    enriched++;
    for (var task : document.getSkipped()) {
      skipped++;
      skippedByReason.merge(task.getTask() + " " + task.getReason(), 1L, Long::sum);
    }
  }

  /** Returns the number of lines with an outcome. */
  public synchronized long answered() {
    return enriched + dead;
  }

  /** Returns the number of enriched documents. */
  public synchronized long enriched() {
    return enriched;
  }

  /** Returns the number of dead letters. */
  public synchronized long dead() {
    return dead;
  }

  /** {@code enriched 998, dead 2 (too-large 2), skipped tasks 310 (summary too-short 310)}. */
  @Override
  public synchronized String toString() {
    return "enriched "
        + enriched
        + ", dead "
        + dead
        + listed(deadByReason)
        + ", skipped tasks "
        + skipped
        + listed(skippedByReason);
  }

  private static String listed(Map<String, Long> counts) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
