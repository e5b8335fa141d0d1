package io.lexstream.streamsapp;

import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.streamsapp.topology.Counts;
import io.lexstream.streamsapp.topology.PlatformStreams;
import io.lexstream.streamsapp.topology.analytics.AnalyticsTopology;
import io.lexstream.streamsapp.topology.archive.ArchiveTopology;
import io.lexstream.streamsapp.topology.moderation.ModerationTopology;
import io.lexstream.streamsapp.write.intake.IntakeTopology;
import java.time.InstantSource;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/** Combines the topologies of the app. */
final class Topologies {

  private Topologies() {}

  static Topology define(
      StreamsAppConfig config, RegistrySerdes serdes, InstantSource clock, Counts counts) {
    var builder = new StreamsBuilder();
    var streams = new PlatformStreams(builder, config.connection().topics(), serdes, clock, counts);
    IntakeTopology.define(
        streams, config.sources(), new DocumentJson(config.maxTextBytes(), clock));
    var verdicts = ArchiveTopology.define(streams, config.resultsKept());
    ModerationTopology.define(streams, config.policy(), verdicts);
    AnalyticsTopology.define(streams);
    return builder.build();
  }
}
