package io.lexstream.streamsapp.topology.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.SampleDocuments;
import io.lexstream.streamsapp.policy.AuthorEvent;
import io.lexstream.streamsapp.policy.AuthorHistoryInMemory;
import io.lexstream.streamsapp.policy.Facts;
import io.lexstream.streamsapp.policy.PolicyParser;
import io.lexstream.streamsapp.testing.InstanceProcess;
import io.lexstream.streamsapp.testing.TestPlatform;
import io.lexstream.streamsapp.topology.JsonSerde;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on a real broker. One is killed while it is processing. */
class ModerationFailoverTest {

  private static final int DOCUMENTS = 400;
  private static final int AUTHORS = 7;
  private static final String NAME = "failover";
  private static final String POLICY =
      """
      default: allow
      when-missing: review
      rules:
        - {name: toxic, when: {toxicity: {at-least: 0.9}}, then: block}
        - name: repeat-offender
          when: {author: {blocks: {at-least: 3, within: 1h}}}
          then: review
        - name: watched
          when: {author: {reviews: {at-least: 5, within: 1h}}}
          then: block
      """;

  @TempDir Path folder;
  private TestPlatform platform;
  private InstanceProcess one;
  private InstanceProcess other;

  @BeforeEach
  void start() throws Exception {
    platform = TestPlatform.start(folder.resolve("broker"));
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    one = instance("one");
    other = instance("other");
    await().atMost(Duration.ofMinutes(5)).until(() -> one.isUp() && other.isUp());
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    platform.close();
  }

  @Test
  void aKilledInstanceLosesAndDuplicatesNoDecision() throws Exception {
    // Given
    var random = new Random(1);
    for (int i = 0; i < DOCUMENTS / 2; i++) {
      send(i, random);
    }
    await().atMost(Duration.ofMinutes(5)).until(() -> decisions().size() > DOCUMENTS / 10);

    // When
    one.kill();
    for (int i = DOCUMENTS / 2; i < DOCUMENTS; i++) {
      send(i, random);
    }

    // Then
    await().atMost(Duration.ofMinutes(5)).until(() -> decisions().size() >= DOCUMENTS);
    var decided = decisions();
    assertThat(byEntry(decided)).hasSize(DOCUMENTS);
    assertThat(decided).hasSize(DOCUMENTS);
    assertThat(byEntry(decided)).isEqualTo(recomputed());
  }

  /**
   * What the policy says to the documents in the order in which they were brought together by
   * author.
   */
  private Map<String, String> recomputed() {
    var policy = PolicyParser.parse("policy.yaml", POLICY);
    var history = new AuthorHistoryInMemory();
    var events = JsonSerde.of(Stage.MODERATION, AuthorEvent.class).deserializer();
    var decisions = new HashMap<String, String>();
    var topic = NAME + "-" + ModerationTopology.BY_AUTHOR + "-repartition";
    for (var record : platform.read(topic)) {
      var facts = (Facts) events.deserialize(topic, record.value());
      var decision = policy.decide(facts, history);
      history.addDecision(facts, decision.kind());
      decisions.put(
          EntryHeader.of(record.headers()).orElseThrow().toString(),
          decision.kind().text() + " " + decision.rule() + " " + decision.evidence());
    }
    return decisions;
  }

  private static Map<String, String> byEntry(List<Decided> decided) {
    var byEntry = new HashMap<String, String>();
    decided.forEach(
        one ->
            byEntry.put(
                one.entry(),
                one.decision().getAction()
                    + " "
                    + one.decision().getRule()
                    + " "
                    + one.decision().getEvidence()));
    return byEntry;
  }

  private record Decided(String entry, Decision decision) {}

  private List<Decided> decisions() {
    var decisions = platform.serdes().deserializer(Decision.class);
    return platform.read(platform.topics().name(Topic.DECISIONS)).stream()
        .map(
            record ->
                new Decided(
                    EntryHeader.of(record.headers()).orElseThrow().toString(),
                    decisions.decode(record.value())))
        .toList();
  }

  private void send(int number, Random random) throws Exception {
    var id = "d" + number;
    var document =
        SampleDocuments.scored(id, random.nextInt(4) == 0 ? 0.95 : 0.05)
            .setAuthor("author" + random.nextInt(AUTHORS))
            .setEnrichedAt(Instant.now())
            .build();
    platform.send(Topic.ENRICHED, id, document).get();
  }

  private InstanceProcess instance(String name) throws Exception {
    return InstanceProcess.start(
        platform.bootstrapServers(),
        folder.resolve(name),
        "streams.name=" + NAME,
        "moderation.policy=" + folder.resolve("policy.yaml"),
        // Kept, so that decisions can be recomputed from it.
        "streams.properties.repartition.purge.interval.ms=86400000");
  }
}
