package io.lexstream.streamsapp.write.intake;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.topology.PlatformStreams;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Documents out of the inbox, and out of any other topics. */
public final class IntakeTopology {

  /** Header that makes a record of the inbox count once, however often it is sent. */
  public static final String IDEMPOTENCY_KEY = "lexstream-idempotency-key";

  /** How long idempotency keys are remembered. */
  public static final Duration REMEMBERED = Duration.ofDays(1);

  private IntakeTopology() {}

  /**
   * Adds intake to {@code streams}.
   *
   * @param sources further topics to take documents from
   * @param connection where schemas of foreign Avro are found
   */
  public static void define(
      PlatformStreams streams,
      List<SourceTopic> sources,
      ConnectionSettings connection,
      DocumentJson rules) {
    streams.builder().addStateStore(OncePerKey.store(REMEMBERED));
    var inbox = SourceTopic.inbox(streams.name(Topic.INBOX));
    takeIn(
        streams,
        streams
            .bytes(inbox.topic())
            .process(OncePerKey::new, Named.as("intake-once"), OncePerKey.STORE),
        new DocumentReader(inbox, new JsonFormat(), rules),
        inbox.name());

    for (var source : sources) {
      takeIn(
          streams,
          streams.bytes(source.topic()),
          new DocumentReader(source, format(source.format(), connection), rules),
          source.name());
    }
  }

  private static void takeIn(
      PlatformStreams streams,
      KStream<byte[], byte[]> records,
      DocumentReader reader,
      String name) {
    records
        .process(
            () -> new TakeIn(reader, () -> streams.counts().documentAccepted(name)),
            Named.as("intake-" + name))
        .to(streams.name(Topic.DOCUMENTS), streams.toDocuments("intake-documents-of-" + name));
  }

  private static ForeignFormat format(SourceTopic.Format format, ConnectionSettings connection) {
    return switch (format) {
      case JSON -> new JsonFormat();
      case CLOUDEVENTS -> new CloudEventsFormat();
      case AVRO -> new AvroFormat(ForeignAvro.open(connection));
      case TEXT -> new TextFormat();
    };
  }
}
