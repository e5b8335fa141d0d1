package io.lexstream.streamsapp.topology.analytics;

import io.lexstream.schemas.avro.EntityCount;
import io.lexstream.schemas.avro.Insight;
import java.time.Instant;

/** Creates records of the insights topic. */
public final class Insights {

  private static final int TOP = 20;

  private Insights() {}

  public static Insight of(Group group, InsightWindow window, long start, WindowCounts counts) {
    return Insight.newBuilder()
        .setWindowStart(Instant.ofEpochMilli(start))
        .setWindowEnd(Instant.ofEpochMilli(start).plus(window.size()))
        .setSource(group.source())
        .setLanguage(group.language())
        .setDocuments(counts.documents)
        .setSentiments(counts.sentiments)
        .setToxic(counts.toxic)
        .setToxicShare(
            counts.scoredForToxicity == 0 ? null : (double) counts.toxic / counts.scoredForToxicity)
        .setTopEntities(
            counts.entities.counters().stream()
                .limit(TOP)
                .map(
                    counter ->
                        new EntityCount(
                            counter.name().text(), counter.name().type(), counter.count()))
                .toList())
        .setDecisions(counts.decisions)
        .setDeadLetters(counts.deadLetters)
        .build();
  }
}
