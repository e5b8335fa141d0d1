package io.lexstream.platform;

import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The optional parts of a platform. Broker, model, Flink and the enrichment job are always there.
 *
 * @param streamsApp whether the streams app with its API and dashboard runs
 * @param registryServer folder of an unpacked registry server; if empty, the registry is inside
 *     this process and other processes cannot use it
 */
public record Stages(boolean streamsApp, Optional<Path> registryServer) {

  /** Only the enrichment job, for {@code lexstream enrich}. */
  public static Stages enrichment() {
    return new Stages(false, Optional.empty());
  }

  /** All stages, with a registry inside this process. */
  public static Stages all() {
    return new Stages(true, Optional.empty());
  }

  /** The same stages, with a registry server that other processes can use. */
  public Stages withRegistryServer(Path unpacked) {
    return new Stages(streamsApp, Optional.of(unpacked));
  }

  /** The topics that these stages read and write. */
  List<NewTopic> topics(Topics topics) {
    return streamsApp
        ? topics.all(Scale.LOCAL)
        : Stream.of(Topic.DOCUMENTS, Topic.ENRICHED, Topic.DEAD_LETTERS)
            .map(topic -> topics.newTopic(topic, Scale.LOCAL))
            .toList();
  }
}
