package io.lexstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class DemoTableTest {

  private static final String STATS =
      """
      {"documentsPerSecond": 8.25, "latency": {"documents": 5, "p50": 1200, "p95": 1900, "p99": 2310},
       "lag": [{"group": "a", "topic": "x", "records": 3}, {"group": "b", "topic": "y", "records": 4}]}
      """;

  private static final String INSIGHTS =
      """
      {"insights": [
        {"language": "en", "documents": 6, "toxic": 1, "sentiments": {"negative": 2, "positive": 4},
         "topEntities": [{"text": "Berlin", "type": "LOC", "count": 3}], "decisions": {"allow": 5}},
        {"language": "zh", "documents": 4, "toxic": 0, "sentiments": {"neutral": 2, "positive": 2},
         "topEntities": [{"text": "上海\\u001b[2J", "type": "LOC", "count": 2},
                         {"text": "Berlin", "type": "LOC", "count": 1}], "decisions": {"block": 1}},
        {"documents": 0, "toxic": 0, "deadLetters": {"undecodable": 2}}]}
      """;

  @Test
  void sumsTheFiguresOfTheApi() throws Exception {
    // When
    var lines = DemoTable.lines(12, figures(STATS, INSIGHTS));

    // Then
    assertThat(lines)
        .anyMatch(line -> line.contains("10 of 12  8.3/s   latency p50 1.2 s p99 2.3 s   lag 7"))
        .anyMatch(line -> line.contains("-20% =20% +60%"))
        .anyMatch(line -> line.contains("toxic      1  10.0%"))
        .anyMatch(line -> line.contains("allow 5  block 1   dead letters 2"))
        .anyMatch(line -> line.contains("en 6  zh 4"))
        .anyMatch(line -> line.contains("Berlin LOC 4  上海 [2J LOC 2"));
  }

  @Test
  void showsEmptyFiguresAtTheStart() throws Exception {
    // When
    var lines = DemoTable.lines(0, figures("{}", "{}"));

    // Then
    assertThat(lines)
        .anyMatch(line -> line.contains("0 of 0  0.0/s   latency p50 - p99 -   lag 0"));
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    assertThat(DemoTable.cut("上".repeat(100))).hasSize(39);
    assertThat(DemoTable.cut("a".repeat(100))).hasSize(78);
  }

  @Test
  void writesOneLineToALog() throws Exception {
    // When
    var line = DemoTable.line(12, figures(STATS, INSIGHTS));

    // Then
    assertThat(line)
        .doesNotContain("\n")
        .startsWith("documents 10 of 12 (8.3/s), latency p50 1.2 s p99 2.3 s, lag 7")
        .contains("positive 60%", "toxic 10.0%", "dead letters 2", "en 6");
  }

  private static DemoFigures figures(String stats, String insights) throws Exception {
    var json = new ObjectMapper();
    return DemoFigures.of(json.readTree(stats), json.readTree(insights));
  }
}
