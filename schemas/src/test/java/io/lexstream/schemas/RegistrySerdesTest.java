package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RegistrySerdesTest {

  private static final String DOCUMENTS = Topics.standard().name(Topic.DOCUMENTS);
  private static final String ENRICHED = Topics.standard().name(Topic.ENRICHED);

  private final RegistrySerdes serdes = RegistrySerdes.open(Samples.mockRegistry());
  private final RegistrySerializer<Document> serializer = serdes.serializer(Document.class);
  private final RegistryDeserializer<Document> deserializer = serdes.deserializer(Document.class);

  @Test
  void readsWhatItWrites() {
    // Given
    var enriched = Samples.enriched("I ❤ \uD83D\uDE80 Berlin\u0000 日本");

    // When
    var bytes = serdes.serializer(EnrichedDocument.class).serialize(ENRICHED, enriched);
    var read = serdes.deserializer(EnrichedDocument.class).deserialize(ENRICHED, bytes);

    // Then
    assertThat(read).isEqualTo(enriched);
  }

  @Test
  void startsWithZeroAndTheSchemaIdInFourBytes() {
    // When
    var bytes = serializer.serialize(DOCUMENTS, Samples.document("a", "b"));

    // Then
    assertThat(bytes).startsWith(0, 0, 0, 0);
    assertThat(bytes[4]).isPositive();
  }

  @Test
  void keepsTheOrderOfLabels() {
    // Given
    var bytes =
        serdes.serializer(EnrichedDocument.class).serialize(ENRICHED, Samples.enriched("text"));

    // When
    var read = serdes.deserializer(EnrichedDocument.class).decode(bytes);

    // Then
    assertThat(read.getSentiment().getScores().keySet())
        .containsExactly("positive", "neutral", "negative", "a-label-of-tomorrow");
  }

  @Test
  void readsValidRecordsAfterACorruptOne() {
    // Given
    var good = serializer.serialize(DOCUMENTS, Samples.document("id", "a text of some length"));
    var corrupt = good.clone();
    corrupt[5] = (byte) 0xFF; // the length of the id

    // When
    var outcomes = List.of(good, corrupt, good, good).stream().map(this::outcome).toList();

    // Then
    assertThat(outcomes)
        .containsExactly(
            "a text of some length",
            "undecodable",
            "a text of some length",
            "a text of some length");
  }

  @Test
  void failsOnEveryTruncation() {
    // Given
    var good = serializer.serialize(DOCUMENTS, Samples.document("id", "some text"));

    // When
    var outcomes =
        IntStream.range(0, good.length)
            .mapToObj(length -> outcome(Arrays.copyOf(good, length)))
            .distinct()
            .toList();

    // Then
    assertThat(outcomes).containsExactly("undecodable");
  }

  @Test
  void failsOnBytesAfterTheRecord() {
    // Given
    var good = serializer.serialize(DOCUMENTS, Samples.document("id", "some text"));
    var longer = Arrays.copyOf(good, good.length + 3);

    // When / Then
    assertThatThrownBy(() -> deserializer.decode(longer))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("3 bytes follow the record");
  }

  @Test
  void doesNotAllocateForALengthOfTwoGibibytes() {
    // Given: id of claimed length 2^31-9, then nothing
    var good = serializer.serialize(DOCUMENTS, Samples.document("id", "some text"));
    var bomb = Arrays.copyOf(good, 10);
    System.arraycopy(
        new byte[] {(byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}, 0, bomb, 5, 5);

    // When / Then
    assertThatThrownBy(() -> deserializer.decode(bomb)).isInstanceOf(UndecodableException.class);
  }

  @Test
  void doesNotAllocateForAnArrayOfTwoThousandMillionItems() {
    // Given
    var enriched = Samples.enriched("t");
    enriched =
        EnrichedDocument.newBuilder(enriched)
            .setSource(null)
            .setAuthor(null)
            .setLanguage(null)
            .setSentiment(null)
            .setSummary(null)
            .build();
    var bytes = serdes.serializer(EnrichedDocument.class).serialize(ENRICHED, enriched);
    // header 5, id 4, source 1, author 1, text 2, language 1, sentiment 1, toxicity 1, entities 1
    int count = 17;
    var bomb = Arrays.copyOf(bytes, count + 5);
    System.arraycopy(
        new byte[] {(byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}, 0, bomb, count, 5);
    var reader = serdes.deserializer(EnrichedDocument.class);

    // When / Then
    assertThat(bytes[count]).as("the array's count, one, is here").isEqualTo((byte) 2);
    assertThatThrownBy(() -> reader.decode(bomb)).isInstanceOf(UndecodableException.class);
  }

  @Property(tries = 100)
  void failsOnRandomBytesAsUndecodable(@ForAll @Size(max = 200) byte[] bytes) {
    // Given
    var body =
        Arrays.copyOf(serializer.serialize(DOCUMENTS, Samples.document("", "")), 5 + bytes.length);
    System.arraycopy(bytes, 0, body, 5, bytes.length);

    // When
    var outcomes = List.of(outcomeOrText(bytes), outcomeOrText(body));

    // Then
    assertThat(outcomes).isSubsetOf("undecodable", "text");
  }

  @Test
  void failsOnTextThatIsNotAvro() {
    // When / Then
    assertThatThrownBy(() -> deserializer.decode("{\"text\": 1}".getBytes(UTF_8)))
        .isInstanceOf(UndecodableException.class)
        .hasMessage(
            "first byte is 123, but Confluent's wire format starts with 0: send Avro with a schema id");
  }

  @Test
  void failsOnARecordOfAnotherTopic() {
    // Given
    var bytes =
        serdes.serializer(EnrichedDocument.class).serialize(ENRICHED, Samples.enriched("text"));

    // When / Then
    assertThatThrownBy(() -> deserializer.decode(bytes))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining(
            "is a io.lexstream.schemas.avro.EnrichedDocument, which cannot be read");
  }

  @Test
  void readsARecordOfALaterVersionWithoutItsNewFields() throws IOException {
    // Given
    var connection = Samples.mockRegistry();
    var later =
        SchemaText.of(Document.class)
            .replaceFirst(
                "\"fields\":\\[",
                "\"fields\":[{\"name\":\"mood\",\"type\":[\"null\",\"string\"],\"default\":null},");
    var record = new GenericData.Record(SchemaText.parse(later));
    record.put("mood", "good");
    record.put("id", "d-1");
    record.put("text", "text");
    record.put("attributes", Map.of());
    try (var registry = RegistryConnection.open(connection);
        var reader = RegistryDeserializer.open(connection, Document.class)) {
      int id = registry.register("lexstream.documents-value", later);

      // When
      var read = reader.decode(inWireFormat(id, record));

      // Then
      assertThat(read).isEqualTo(Samples.document("d-1", "text"));
    }
  }

  @Test
  void deserializesATombstoneAsNullAndDoesNotDecodeIt() {
    // When / Then
    assertThat(serializer.serialize(DOCUMENTS, null)).isNull();
    assertThat(deserializer.deserialize(DOCUMENTS, null)).isNull();
    assertThatThrownBy(() -> deserializer.decode(null)).isInstanceOf(UndecodableException.class);
  }

  @Test
  void isThreadSafe() {
    // Given
    var documents =
        IntStream.range(0, 2_000).mapToObj(i -> Samples.document("d" + i, "text " + i)).toList();

    // When
    var read =
        documents.parallelStream()
            .map(document -> deserializer.decode(serializer.serialize(DOCUMENTS, document)))
            .toList();

    // Then
    assertThat(read).isEqualTo(documents);
  }

  @Test
  void namesTheRemedyForASchemaThatIsNotRegistered() {
    // Given
    var local = Samples.mockRegistry();
    var cluster =
        new ConnectionSettings(
            local.bootstrapServers(), local.registryUrl(), "lexstream.", false, Map.of(), Map.of());
    try (var strict = RegistrySerdes.open(cluster)) {
      var writer = strict.serializer(Document.class);
      var document = Samples.document("a", "b");

      // When / Then
      assertThatThrownBy(() -> writer.serialize(DOCUMENTS, document))
          .isInstanceOf(SchemaRejectedException.class)
          .hasMessageContaining("lexstream.documents-value")
          .hasMessageContaining("lexstream topics create");

      // When
      strict.registerAll();

      // Then
      assertThat(writer.serialize(DOCUMENTS, document)).isNotEmpty();
    }
  }

  @Test
  void usesTheSubjectOfTheTopicInInternalTopics() {
    // Given
    try (var mine = RegistrySerdes.open(Samples.mockRegistry())) {
      var serde = mine.serdeOf(Topic.DOCUMENTS, Document.class);
      var document = Samples.document("a", "b");

      // When
      var outside = mine.serializer(Document.class).serialize(DOCUMENTS, document);
      var inside = serde.serializer().serialize("app-store-changelog", document);

      // Then
      assertThat(inside).isEqualTo(outside);
    }
  }

  @Test
  void rejectsARecordWithoutRequiredTextInOneLine() {
    // Given
    var document = new Document();

    // When / Then
    assertThatThrownBy(() -> serializer.serialize(DOCUMENTS, document))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("Document does not match its schema: ");
  }

  @Test
  void rejectsKeys() {
    // When / Then
    assertThatThrownBy(() -> serializer.configure(Map.of(), true))
        .isInstanceOf(ConfigException.class);
  }

  private static byte[] inWireFormat(int id, GenericData.Record record) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.write(ByteBuffer.allocate(4).putInt(id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericData.Record>(record.getSchema()).write(record, encoder);
    return bytes.toByteArray();
  }

  private String outcome(byte[] bytes) {
    try {
      return deserializer.decode(bytes).getText();
    } catch (UndecodableException e) {
      return "undecodable";
    }
  }

  private String outcomeOrText(byte[] bytes) {
    return outcome(bytes).equals("undecodable") ? "undecodable" : "text";
  }
}
