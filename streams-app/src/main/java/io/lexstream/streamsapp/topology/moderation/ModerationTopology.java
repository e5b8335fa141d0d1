package io.lexstream.streamsapp.topology.moderation;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.policy.AuthorEvent;
import io.lexstream.streamsapp.policy.AuthorVerdict;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.topology.DeadLetterDocument;
import io.lexstream.streamsapp.topology.JsonSerde;
import io.lexstream.streamsapp.topology.PlatformStreams;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Writes a decision for each enriched document, and for each dead letter with a known document id.
 *
 * <p>Enriched documents are partitioned by id, histories by author. The facts of documents and the
 * verdicts are therefore repartitioned by author first.
 */
public final class ModerationTopology {

  /** Name of the repartition by author. Its topic has the events in the order of the decisions. */
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
                    .withValueSerde(JsonSerde.of(Stage.MODERATION, AuthorEvent.class)))
            .process(
                () -> new Moderate(policy, streams.counts()),
                Named.as("moderation-decide"),
                AuthorHistoryStore.NAME);
    decided.to(
        streams.name(Topic.DECISIONS),
        streams.toDecisions(Stage.MODERATION, "moderation-decisions"));

    KStream<String, Decision> unscored =
        streams
            .deadLetters()
            .process(
                () -> new DecideUnscored(policy, new DeadLetterDocument(streams.topics())),
                Named.as("moderation-unscored"));
    unscored.to(
        streams.name(Topic.DECISIONS),
        streams.toDecisions(Stage.MODERATION, "moderation-unscored-decisions"));
  }
}
