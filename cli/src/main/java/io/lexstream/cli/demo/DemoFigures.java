package io.lexstream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Figures of the platform from its API.
 *
 * @param perSecond documents per second, over ten seconds
 * @param p50 median of the end-to-end latency in ms; empty without measurements
 * @param p99 99th percentile, likewise
 * @param lag records that wait for processing
 * @param documents enriched documents of the current and the previous hour, as all that follow
 * @param sentiments documents by label
 * @param decisions documents by decision
 * @param languages documents by code, the most frequent first
 * @param entities the most frequent first, with their kind
 */
record DemoFigures(
    double perSecond,
    OptionalLong p50,
    OptionalLong p99,
    long lag,
    long documents,
    long toxic,
    long deadLetters,
    Map<String, Long> sentiments,
    Map<String, Long> decisions,
    Map<String, Long> languages,
    Map<String, Long> entities) {

  /**
   * Reads the figures from two API responses.
   *
   * @param stats of {@code GET /v1/stats}
   * @param insights of {@code GET /v1/insights?window=1h}
   */
  static DemoFigures of(JsonNode stats, JsonNode insights) {
    long lag = 0;
    for (var group : stats.path("lag")) {
      lag += group.path("records").asLong();
    }
    long documents = 0;
    long toxic = 0;
    var sentiments = new TreeMap<String, Long>();
    var decisions = new TreeMap<String, Long>();
    var deadLetters = new TreeMap<String, Long>();
    var languages = new TreeMap<String, Long>();
    var entities = new TreeMap<String, Long>();
    for (var insight : insights.path("insights")) {
      documents += insight.path("documents").asLong();
      toxic += insight.path("toxic").asLong();
      add(insight.path("sentiments"), sentiments);
      add(insight.path("decisions"), decisions);
      add(insight.path("deadLetters"), deadLetters);
      if (insight.path("documents").asLong() > 0) {
        languages.merge(
            insight.path("language").asText("none"), insight.path("documents").asLong(), Long::sum);
      }
      for (var entity : insight.path("topEntities")) {
        entities.merge(
            printable(entity.path("text").asText()) + " " + entity.path("type").asText(),
            entity.path("count").asLong(),
            Long::sum);
      }
    }
    return new DemoFigures(
        stats.path("documentsPerSecond").asDouble(),
        time(stats, "p50"),
        time(stats, "p99"),
        lag,
        documents,
        toxic,
        deadLetters.values().stream().mapToLong(Long::longValue).sum(),
        sentiments,
        decisions,
        ranked(languages),
        ranked(entities));
  }

  private static OptionalLong time(JsonNode stats, String percentile) {
    var time = stats.path("latency").path(percentile);
    return time.isNumber() ? OptionalLong.of(time.asLong()) : OptionalLong.empty();
  }

  private static void add(JsonNode counts, Map<String, Long> sums) {
    counts
        .properties()
        .forEach(count -> sums.merge(count.getKey(), count.getValue().asLong(), Long::sum));
  }

  private static Map<String, Long> ranked(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  /** Replaces control characters: text of other people must not control the terminal. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> UNPRINTABLE.contains(Character.getType(c)) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static final List<Integer> UNPRINTABLE =
      List.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);
}
