package io.lexstream.streamsapp.write.intake;

import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.ForeignSchemas;
import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.topology.PlatformStreams;
import java.util.List;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Writes the documents in the inbox and in configured topics to the documents topic. */
public final class IntakeTopology {

  private IntakeTopology() {}

  /**
   * Adds intake to {@code streams}.
   *
   * @param sources topics besides the inbox
   */
  public static void define(
      PlatformStreams streams, List<SourceTopic> sources, DocumentJson rules) {
    var schemas = streams.foreignSchemas();
    var keys = new RecordKey(schemas);
    streams.builder().addStateStore(IdempotencyKeys.store());
    var inbox = SourceTopic.inbox(streams.name(Topic.INBOX));
    addSource(
        streams,
        streams
            .bytes(inbox.topic())
            .process(IdempotencyFilter::new, Named.as("intake-once"), IdempotencyKeys.STORE),
        new DocumentReader(inbox, new JsonFormat(schemas), keys, rules),
        inbox.name());

    for (var source : sources) {
      addSource(
          streams,
          streams.bytes(source.topic()),
          new DocumentReader(source, format(source.format(), schemas), keys, rules),
          source.name());
    }
  }

  private static void addSource(
      PlatformStreams streams,
      KStream<byte[], byte[]> records,
      DocumentReader reader,
      String name) {
    records
        .process(
            () -> new ReadDocument(reader, () -> streams.counts().documentAccepted(name)),
            Named.as("intake-" + name))
        .to(streams.name(Topic.DOCUMENTS), streams.toDocuments("intake-documents-of-" + name));
  }

  private static ForeignFormat format(SourceTopic.Format format, ForeignSchemas schemas) {
    return switch (format) {
      case JSON -> new JsonFormat(schemas);
      case CLOUDEVENTS -> new CloudEventsFormat();
      case AVRO -> new AvroFormat(schemas);
      case TEXT -> new TextFormat();
    };
  }
}
