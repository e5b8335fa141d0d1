package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.topology.TopologyDriver;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** Intake with the inbox and one other topic, {@code foreign}. */
final class IntakeDriver implements AutoCloseable {

  static final Instant NOON = TopologyDriver.START;

  private static final String TOPIC = "foreign";

  private final TopologyDriver driver;

  /** Fields of {@code foreign} by document field; of the format's own if there are none. */
  IntakeDriver(SourceTopic.Format format, Map<String, String> paths) {
    var settings = new TreeMap<>(paths);
    settings.put("format", format.name().toLowerCase(Locale.ROOT));
    var named = new TreeMap<String, String>();
    settings.forEach((key, value) -> named.put(TOPIC + "." + key, value));
    var sources = SourceTopics.from("intake.topics", named, Topics.standard());
    driver =
        new TopologyDriver(streams -> IntakeTopology.define(streams, sources, new DocumentJson()));
  }

  void send(byte[] value, String... headers) {
    send(TOPIC, value, headers);
  }

  /** Sends a record with a key to {@code foreign}. */
  void sendKeyed(byte[] key, byte[] value) {
    driver.input(TOPIC).pipeInput(new TestRecord<>(key, value, new RecordHeaders(), NOON));
  }

  void send(String value, String... headers) {
    send(value.getBytes(UTF_8), headers);
  }

  void sendToInbox(byte[] value) {
    send("lexstream.inbox", value);
  }

  private void send(String topic, byte[] value, String... headers) {
    var all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    driver.input(topic).pipeInput(new TestRecord<>(null, value, all, NOON));
  }

  /** The only document. */
  Document document() {
    var documents = driver.output(Topic.DOCUMENTS, Document.class).readValuesToList();
    if (documents.size() != 1) {
      throw new AssertionError(documents.size() + " documents; dead letters: " + messages());
    }
    return documents.get(0);
  }

  /** The only dead letter's reason and message. */
  String rejection() {
    var messages = messages();
    if (messages.size() != 1) {
      throw new AssertionError(
          "dead letters: "
              + messages
              + "; documents: "
              + driver.output(Topic.DOCUMENTS, Document.class).readValuesToList());
    }
    return messages.get(0);
  }

  /** Reason and message of all dead letters. */
  List<String> rejections() {
    return messages();
  }

  private List<String> messages() {
    return driver.deadLetters().stream()
        .map(
            letter ->
                TopologyDriver.header(letter, "lexstream-error-reason")
                    + ": "
                    + TopologyDriver.header(letter, "__streams.errors.message"))
        .toList();
  }

  /** {@code value} in Confluent's wire format. */
  byte[] avro(String schema, Object value) throws Exception {
    var parsed = new Schema.Parser().parse(schema);
    int id =
        MockSchemaRegistry.getClientForScope(driver.registryScope())
            .register(TOPIC + "-value", new AvroSchema(schema));
    var bytes = new ByteArrayOutputStream();
    bytes.write(header(id));
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<>(parsed).write(value, encoder);
    return bytes.toByteArray();
  }

  /** The first five bytes of Confluent's wire format. */
  static byte[] header(int schemaId) {
    return ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array();
  }

  static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  @Override
  public void close() {
    driver.close();
  }
}
