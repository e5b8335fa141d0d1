package io.lexstream.streamsapp.topology.moderation;

import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.policy.AuthorEvent;
import io.lexstream.streamsapp.policy.AuthorVerdict;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.topology.JsonSerde;
import io.lexstream.streamsapp.topology.LostDocument;
import io.lexstream.streamsapp.topology.PlatformStreams;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * A decision for every enriched document, and for every dead letter that carries a document's id.
 *
 * <p>Enriched documents lie by id; histories are by author. So what a policy looks at is brought
 * together by author first, verdicts along with it.
 */
public final class ModerationTopology {

  /**
   * The step that brings an author's events together; its topic holds them in the order of
   * decision.
   */
  public static final String BY_AUTHOR = "by-author";

  private ModerationTopology() {}

  public static void define(
      PlatformStreams streams, Policy policy, KStream<String, AuthorVerdict> verdicts) {
    streams.builder().addStateStore(AuthorHistoryStore.builder(policy.longestWindow()));

    KStream<String, AuthorEvent> events =
        streams
            .enriched()
            .process(ExtractFacts::new, Named.as("moderation-facts"))
            .merge(
                verdicts.mapValues(
                    verdict -> (AuthorEvent) verdict, Named.as("moderation-verdicts")),
                Named.as("moderation-events"));

    KStream<String, Decision> decided =
        events
            .repartition(
                Repartitioned.<String, AuthorEvent>as(BY_AUTHOR)
                    .withKeySerde(Serdes.String())
                    .withValueSerde(JsonSerde.of(AuthorEvent.class)))
            .process(
                () -> new Moderate(policy, streams.counts()),
                Named.as("moderation-decide"),
                AuthorHistoryStore.NAME);
    decided.to(streams.name(Topic.DECISIONS), streams.toDecisions("moderation-decisions"));

    KStream<String, Decision> unscored =
        streams
            .deadLetters()
            .process(
                () -> new DecideUnscored(policy, new LostDocument(streams.topics())),
                Named.as("moderation-unscored"));
    unscored.to(
        streams.name(Topic.DECISIONS), streams.toDecisions("moderation-unscored-decisions"));
  }
}
