package io.lexstream.streamsapp.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.EnrichedJson;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Applies a policy to samples, without Kafka. Samples are enriched documents in their JSON form,
 * one on each line. They are processed as one stream: each decision adds to its author's history.
 */
public final class PolicyTrial {

  private static final String SAMPLES = "/policy-samples.jsonl";

  private final Policy policy;
  private final AuthorHistory history = new AuthorHistoryInMemory();

  public PolicyTrial(Policy policy) {
    this.policy = policy;
  }

  /**
   * Prints a line for each of {@code samples}: decision, rule, id and evidence.
   *
   * @return number of samples by decision
   * @throws IllegalArgumentException if a line is not an enriched document
   */
  public Map<DecisionKind, Long> run(Reader samples, PrintWriter out) {
    var counts = new EnumMap<DecisionKind, Long>(DecisionKind.class);
    try (var lines = new BufferedReader(samples)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          var document = document(line, number);
          var decision = on(document);
          counts.merge(decision.kind(), 1L, Long::sum);
          out.println(shown(document, decision));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  /** The samples that ship with Lexstream. */
  public static Reader shippedSamples() {
    return new InputStreamReader(PolicyTrial.class.getResourceAsStream(SAMPLES), UTF_8);
  }

  /** Decides on one document and adds the decision to the history. */
  PolicyDecision on(EnrichedDocument document) {
    long at =
        document.getEnrichedAt() == null
            ? System.currentTimeMillis()
            : document.getEnrichedAt().toEpochMilli();
    var facts = Facts.of(document, at);
    var decision = policy.decide(facts, history);
    history.addDecision(facts, decision.kind());
    return decision;
  }

  private static EnrichedDocument document(String line, int number) {
    try {
      return EnrichedJson.read(line.getBytes(UTF_8));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "line " + number + " is not an enriched document: " + e.getMessage(), e);
    }
  }

  private static String shown(EnrichedDocument document, PolicyDecision decision) {
    var evidence =
        decision.evidence().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        "%-6s  %-24s  %-20s  %s",
        decision.kind().text(), decision.rule(), document.getId(), evidence);
  }
}
