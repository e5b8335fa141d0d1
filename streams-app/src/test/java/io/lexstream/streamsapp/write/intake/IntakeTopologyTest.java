package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.topology.TopologyDriver;
import io.lexstream.streamsapp.write.intake.SourceTopic.Format;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTopologyTest {

  private static final Instant NOON = TopologyDriver.START;

  private final TopologyDriver driver =
      new TopologyDriver(
          streams ->
              IntakeTopology.define(
                  streams,
                  List.of(
                      topic("tickets", Format.JSON, paths("/ticket/body", "/ticket/no")),
                      topic("events", Format.CLOUDEVENTS, FieldPaths.ofCloudEvents()),
                      topic("orders", Format.AVRO, paths("comment.text", "number")),
                      topic("lines", Format.TEXT, FieldPaths.ofText())),
                  new DocumentJson()));
  private final TestOutputTopic<String, Document> documents =
      driver.output(Topic.DOCUMENTS, Document.class);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aDocumentKeepsItsIdAndNamesItsEntry() {
    // When
    inbox(
        """
        {"id": "a", "text": "Hello", "source": "reviews", "author": "bob", "attributes": {"n": 1}}
        """);

    // Then
    var read = documents.readRecord();
    assertThat(read.key()).isEqualTo("a");
    assertThat(TopologyDriver.entry(read)).isEqualTo("lexstream.inbox-0-0");
    assertThat(read.value())
        .isEqualTo(
            Document.newBuilder()
                .setId("a")
                .setText("Hello")
                .setSource("reviews")
                .setAuthor("bob")
                .setAttributes(Map.of("n", "1"))
                .build());
  }

  @Test
  void aDocumentWithoutIdIsNamedAfterItsEntry() {
    // When
    inbox("{\"text\": \"Hello\"}");

    // Then
    assertThat(documents.readValue().getId()).isEqualTo("lexstream.inbox-0-0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": \"a\"}                   | text is missing",
        "{\"text\": \"  \"}                | text is blank",
        "{\"text\": {\"a\": 1}}            | text must be a string, found an object",
        "{\"text\": \"x\", \"id\": [1]}    | id must be a string",
        "[1]                               | expected a JSON object",
        "{\"text\": \"x                    | text: not JSON",
      })
  void aRecordThatIsNoDocumentBecomesADeadLetterThatNamesTheField(String json, String message) {
    // When
    inbox(json);

    // Then
    var letter = driver.deadLetters().get(0);
    assertThat(TopologyDriver.header(letter, "lexstream-error-reason"))
        .isEqualTo("invalid-document");
    assertThat(TopologyDriver.header(letter, "lexstream-error-stage")).isEqualTo("intake");
    assertThat(TopologyDriver.header(letter, "__streams.errors.message")).startsWith(message);
    assertThat(TopologyDriver.header(letter, "__streams.errors.topic"))
        .isEqualTo("lexstream.inbox");
    assertThat(TopologyDriver.entry(letter)).isEqualTo("lexstream.inbox-0-0");
    assertThat(letter.value()).isEqualTo(json.getBytes(UTF_8));
    assertThat(documents.isEmpty()).isTrue();
  }

  @Test
  void invalidUtf8BecomesADeadLetterWithItsBytes() {
    // Given
    byte[] latin = "{\"text\": \"caf\u00e9\"}".getBytes(ISO_8859_1);

    // When
    driver.input("lexstream.inbox").pipeInput(null, latin, NOON);

    // Then
    var letter = driver.deadLetters().get(0);
    assertThat(letter.value()).isEqualTo(latin);
    assertThat(TopologyDriver.header(letter, "__streams.errors.message"))
        .contains("text", "not UTF-8");
  }

  @Test
  void aTextAboveTheLimitIsTooLarge() {
    // When
    inbox("{\"text\": \"" + "a".repeat(DocumentJson.LARGEST_TEXT + 1) + "\"}");

    // Then
    assertThat(TopologyDriver.header(driver.deadLetters().get(0), "lexstream-error-reason"))
        .isEqualTo("too-large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": \"a\", \"text\": 7} | a",
        "{\"text\": \"\", \"id\": 42} | 42",
        "{\"id\": \"a\", \"text\": \"cut off | a",
        "{\"text\": 7} |",
        "{\"id\": \"   \", \"text\": 7} |",
        "[\"id\", \"a\"] |",
      })
  void aDeadLetterOfTheInboxCarriesTheIdThatItsRecordNames(String json, String id) {
    // When
    inbox(json);

    // Then
    assertThat(TopologyDriver.header(driver.deadLetters().get(0), "lexstream-document-id"))
        .isEqualTo(id);
  }

  @Test
  void anInvalidRecordDoesNotHarmTheNext() {
    // When
    inbox("{}");
    inbox("{\"id\": \"b\", \"text\": \"Hello\"}");

    // Then
    assertThat(documents.readValuesToList()).extracting(Document::getId).containsExactly("b");
  }

  @Test
  void aDeadLetterReplacesTheHeadersOfAnEarlierFailure() {
    // Given
    var headers = new RecordHeaders();
    headers.add("lexstream-error-reason", "old".getBytes(UTF_8));
    headers.add("traceparent", "00-abc".getBytes(UTF_8));

    // When
    driver
        .input("lexstream.inbox")
        .pipeInput(new TestRecord<>(null, "{}".getBytes(UTF_8), headers, NOON));

    // Then
    var letter = driver.deadLetters().get(0);
    assertThat(letter.headers().headers("lexstream-error-reason")).hasSize(1);
    assertThat(TopologyDriver.header(letter, "traceparent")).isEqualTo("00-abc");
  }

  @ParameterizedTest
  @CsvSource({"3000-01-01T00:00:00Z, future", "last tuesday, unparsable"})
  void anImpossibleEventTimeBecomesTheRecordsTimeAndIsFlagged(String time, String flag) {
    // When
    inbox("{\"text\": \"Hello\", \"eventTime\": \"" + time + "\"}");

    // Then
    var document = documents.readValue();
    assertThat(document.getEventTime()).isEqualTo(NOON);
    assertThat(document.getAttributes()).containsEntry("lexstream.event-time", flag);
  }

  @Test
  void theSameIdempotencyKeyCountsOnce() {
    // Given
    var headers = new RecordHeaders();
    headers.add(IdempotencyKeys.KEY_HEADER, "k".getBytes(UTF_8));
    var record =
        new TestRecord<>(
            "k".getBytes(UTF_8), "{\"text\": \"Hello\"}".getBytes(UTF_8), headers, NOON);

    // When
    driver.input("lexstream.inbox").pipeInput(record);
    driver.input("lexstream.inbox").pipeInput(record);

    // Then
    assertThat(documents.readValuesToList()).hasSize(1);
    assertThat(driver.deadLetters())
        .extracting(letter -> TopologyDriver.header(letter, "lexstream-error-reason"))
        .containsExactly("duplicate-request");
  }

  @Test
  void aReplayOfTheRecordThatUsedAnIdempotencyKeyIsNoDuplicate() {
    // Given
    var headers = new RecordHeaders();
    headers.add(IdempotencyKeys.KEY_HEADER, "k".getBytes(UTF_8));
    byte[] broken = "{\"text\": ".getBytes(UTF_8);
    var input = driver.input("lexstream.inbox");
    input.pipeInput(new TestRecord<>(null, broken, headers, NOON));
    var letter = driver.deadLetters().get(0);

    // When
    byte[] mended = "{\"text\": \"Hello\"}".getBytes(UTF_8);
    var replayed = replayed(letter);
    input.pipeInput(new TestRecord<>(null, mended, replayed, NOON));
    input.pipeInput(new TestRecord<>(null, mended, replayed, NOON));

    // Then
    assertThat(documents.readValuesToList()).hasSize(1);
    assertThat(driver.deadLetters())
        .extracting(duplicate -> TopologyDriver.header(duplicate, "lexstream-error-reason"))
        .containsExactly("duplicate-request");
  }

  @Test
  void anIdempotencyKeyIsForgottenInTime() {
    // Given
    var headers = new RecordHeaders();
    headers.add(IdempotencyKeys.KEY_HEADER, "k".getBytes(UTF_8));
    byte[] hello = "{\"text\": \"Hello\"}".getBytes(UTF_8);
    var input = driver.input("lexstream.inbox");
    input.pipeInput(new TestRecord<>(null, hello, headers, NOON));

    // When
    driver.advance(IdempotencyKeys.TIME_TO_LIVE.multipliedBy(2));
    var other = new RecordHeaders();
    other.add(IdempotencyKeys.KEY_HEADER, "other".getBytes(UTF_8));
    input.pipeInput(new TestRecord<>(null, hello, other, driver.now()));
    input.pipeInput(new TestRecord<>(null, hello, headers, driver.now()));

    // Then
    assertThat(documents.readValuesToList()).hasSize(3);
  }

  @Test
  void jsonOfAnotherShapeIsReadByItsPaths() {
    // When
    driver
        .input("tickets")
        .pipeInput(null, "{\"ticket\": {\"no\": 42, \"body\": \"Broken\"}}".getBytes(UTF_8), NOON);

    // Then
    var read = documents.readRecord();
    assertThat(TopologyDriver.entry(read)).isEqualTo("tickets-0-0");
    assertThat(read.value().getId()).isEqualTo("42");
    assertThat(read.value().getText()).isEqualTo("Broken");
    assertThat(read.value().getSource()).isEqualTo("tickets");
  }

  @Test
  void aDeadLetterOfAForeignRecordNamesThePathAndCarriesTheId() {
    // When
    driver
        .input("tickets")
        .pipeInput(null, "{\"ticket\": {\"no\": 42, \"body\": 7}}".getBytes(UTF_8), NOON);

    // Then
    var letter = driver.deadLetters().get(0);
    assertThat(TopologyDriver.header(letter, "__streams.errors.message"))
        .startsWith("text must be a string")
        .endsWith("(taken from /ticket/body)");
    assertThat(TopologyDriver.header(letter, "lexstream-document-id")).isEqualTo("42");
  }

  @Test
  void aStructuredCloudEventIsRead() {
    // When
    driver
        .input("events")
        .pipeInput(
            null,
            """
            {"specversion": "1.0", "id": "e1", "source": "/shop", "type": "review",
             "time": "2026-06-01T11:00:00Z", "data": {"text": "Lovely", "author": "bob"}}
            """
                .getBytes(UTF_8),
            NOON);

    // Then
    var document = documents.readValue();
    assertThat(document.getId()).isEqualTo("e1");
    assertThat(document.getText()).isEqualTo("Lovely");
    assertThat(document.getAuthor()).isEqualTo("bob");
    assertThat(document.getSource()).isEqualTo("/shop");
    assertThat(document.getEventTime()).isEqualTo(Instant.parse("2026-06-01T11:00:00Z"));
  }

  @Test
  void aBinaryCloudEventOfPlainTextIsRead() {
    // Given
    var headers = new RecordHeaders();
    headers.add("ce_specversion", "1.0".getBytes(UTF_8));
    headers.add("ce_id", "e2".getBytes(UTF_8));
    headers.add("ce_source", "/shop".getBytes(UTF_8));
    headers.add("content-type", "text/plain; charset=utf-8".getBytes(UTF_8));

    // When
    driver
        .input("events")
        .pipeInput(new TestRecord<>(null, "Lovely".getBytes(UTF_8), headers, NOON));

    // Then
    var document = documents.readValue();
    assertThat(document.getId()).isEqualTo("e2");
    assertThat(document.getText()).isEqualTo("Lovely");
  }

  @Test
  void avroOfAnotherSchemaIsReadByItsFieldPaths() throws Exception {
    // Given
    var comment = SchemaBuilder.record("Comment").fields().requiredString("text").endRecord();
    var schema =
        SchemaBuilder.record("Order")
            .fields()
            .requiredLong("number")
            .name("comment")
            .type(comment)
            .noDefault()
            .endRecord();
    int id =
        MockSchemaRegistry.getClientForScope(driver.registryScope())
            .register("orders-value", new AvroSchema(schema.toString()));
    var order =
        new GenericRecordBuilder(schema)
            .set("number", 7L)
            .set("comment", new GenericRecordBuilder(comment).set("text", "Too late").build())
            .build();

    // When
    driver.input("orders").pipeInput(null, wire(id, order), NOON);
    driver.input("orders").pipeInput(null, new byte[] {0, 0, 0, 0, 99, 1}, NOON);

    // Then
    var document = documents.readValue();
    assertThat(document.getId()).isEqualTo("7");
    assertThat(document.getText()).isEqualTo("Too late");
    assertThat(TopologyDriver.header(driver.deadLetters().get(0), "lexstream-error-reason"))
        .isEqualTo("undecodable");
  }

  @Test
  void aLineOfTextIsADocument() {
    // When
    driver.input("lines").pipeInput(null, "Something happened".getBytes(UTF_8), NOON);

    // Then
    var document = documents.readValue();
    assertThat(document.getText()).isEqualTo("Something happened");
    assertThat(document.getId()).isEqualTo("lines-0-0");
    assertThat(document.getSource()).isEqualTo("lines");
  }

  private static Headers replayed(TestRecord<byte[], byte[]> letter) {
    return DeadLetters.replayHeaders(
        DeadLetter.from(
            new ConsumerRecord<>(
                "lexstream.dead-letters",
                0,
                0,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                letter.key(),
                letter.value(),
                letter.headers(),
                Optional.empty())));
  }

  private void inbox(String json) {
    driver.input("lexstream.inbox").pipeInput(null, json.getBytes(UTF_8), NOON);
  }

  private static SourceTopic topic(String name, Format format, FieldPaths paths) {
    return new SourceTopic(name, name, format, Optional.of(paths));
  }

  private static FieldPaths paths(String text, String id) {
    return new FieldPaths(Map.of("text", FieldPath.of(text), "id", FieldPath.of(id)));
  }

  private static byte[] wire(int id, GenericRecord value) throws Exception {
    var bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeByte(0);
    new DataOutputStream(bytes).writeInt(id);
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<>(value.getSchema()).write(value, encoder);
    return bytes.toByteArray();
  }
}
