package io.lexstream.streamsapp.topology.analytics;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.streamsapp.topology.JsonSerde;
import io.lexstream.streamsapp.topology.PlatformStreams;
import io.lexstream.streamsapp.topology.StepFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Counts documents, decisions and dead letters by source, language and window of event time.
 *
 * <p>Windows are emitted on each change and corrected later, so that a long grace period delays
 * nothing. It must be long: after an outage, one partition may be read to its end before another,
 * and all records of the second are then late.
 */
public final class AnalyticsTopology {

  /** Grace period for late events. */
  static final Duration GRACE = Duration.ofDays(1);

  private static final Serde<Observation> OBSERVATIONS =
      JsonSerde.of(Stage.ANALYTICS, Observation.class);
  private static final Serde<WindowCounts> COUNTS =
      JsonSerde.of(Stage.ANALYTICS, WindowCounts.class);

  private AnalyticsTopology() {}

  public static void define(PlatformStreams streams) {
    KStream<Group, Observation> seen =
        streams.enriched().process(Observe::documents, Named.as("analytics-documents"));
    KStream<Group, Observation> decided =
        streams.decisions().process(Observe::decisions, Named.as("analytics-decided"));
    KStream<Group, Observation> lost =
        streams
            .deadLetters()
            .process(() -> Observe.deadLetters(streams.counts()), Named.as("analytics-lost"));

    KGroupedStream<Group, Observation> grouped =
        seen.merge(decided, Named.as("analytics-seen-and-decided"))
            .merge(lost, Named.as("analytics-observations"))
            .repartition(
                Repartitioned.<Group, Observation>as("by-group")
                    .withKeySerde(Group.SERDE)
                    .withValueSerde(OBSERVATIONS))
            .groupByKey(Grouped.with(Group.SERDE, OBSERVATIONS));
    for (var window : InsightWindow.values()) {
      count(streams, grouped, window);
    }
  }

  private static void count(
      PlatformStreams streams, KGroupedStream<Group, Observation> grouped, InsightWindow window) {
    grouped
        .windowedBy(TimeWindows.ofSizeAndGrace(window.size(), GRACE))
        .aggregate(
            WindowCounts::new,
            (group, observation, counts) ->
                StepFailure.mark(Stage.ANALYTICS, () -> counts.plus(observation)),
            Named.as("analytics-count-" + window.text()),
            Materialized.<Group, WindowCounts, WindowStore<Bytes, byte[]>>as(window.store())
                .withKeySerde(Group.SERDE)
                .withValueSerde(COUNTS)
                .withRetention(window.kept()))
        .toStream(Named.as("analytics-changes-" + window.text()))
        .map(
            (windowed, counts) ->
                StepFailure.mark(
                    Stage.ANALYTICS,
                    () ->
                        new KeyValue<>(
                            InsightKey.of(window, windowed),
                            Insights.of(
                                windowed.key(), window, windowed.window().start(), counts))),
            Named.as("analytics-insights-" + window.text()))
        .to(streams.name(Topic.INSIGHTS), toInsights(streams, window));
  }

  /**
   * Partitions insights by group, not by their whole key, so that those of one group stay in order.
   */
  private static Produced<InsightKey, Insight> toInsights(
      PlatformStreams streams, InsightWindow window) {
    return Produced.<InsightKey, Insight>as("analytics-to-insights-" + window.text())
        .withKeySerde(JsonSerde.of(Stage.ANALYTICS, InsightKey.class))
        .withValueSerde(streams.insights())
        .withStreamPartitioner(byGroup());
  }

  private static StreamPartitioner<InsightKey, Insight> byGroup() {
    var groups = Group.SERDE.serializer();
    return (topic, key, insight, partitions) -> {
      int hash = Utils.murmur2(groups.serialize(topic, key.group()));
      return Optional.of(Set.of(Utils.toPositive(hash) % partitions));
    };
  }
}
