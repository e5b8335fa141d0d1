package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.streamsapp.write.intake.SourceTopic.Format;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AvroIntakeTest {

  private final IntakeDriver intake =
      new IntakeDriver(
          Format.AVRO,
          Map.of("text", "/text", "id", "/id", "time", "/at", "attributes", "/attributes"));

  @AfterEach
  void close() {
    intake.close();
  }

  /** Schema of a value, the value as Avro's generic model has it, and its text. */
  static Stream<Arguments> values() {
    return Stream.of(
        value("'int'", 42, "42"),
        value("'long'", Long.MIN_VALUE, "-9223372036854775808"),
        value("'float'", 1.1f, "1.1"),
        value("'float'", Float.NaN, "NaN"),
        value("'double'", 0.1, "0.1"),
        value("'double'", Double.NEGATIVE_INFINITY, "-Infinity"),
        value("'boolean'", true, "true"),
        value("'string'", "a", "a"),
        value("{'type':'enum','name':'Level','symbols':['LOW','HIGH']}", "HIGH", "HIGH"),
        value("'bytes'", bytes("00ff10"), "AP8Q"),
        value("{'type':'fixed','name':'Hash','size':3}", bytes("00ff10"), "AP8Q"),
        value("['null','string']", "a", "a"),
        value("['null',{'type':'int','logicalType':'date'}]", 20605, "2026-06-01"),
        value("{'type':'int','logicalType':'date'}", -1, "1969-12-31"),
        value("{'type':'int','logicalType':'time-millis'}", 45_296_789, "12:34:56.789"),
        value("{'type':'int','logicalType':'time-millis'}", 0, "00:00:00"),
        value("{'type':'long','logicalType':'time-micros'}", 45_296_000_001L, "12:34:56.000001"),
        value(
            "{'type':'long','logicalType':'timestamp-millis'}",
            1_780_315_200_123L,
            "2026-06-01T12:00:00.123Z"),
        value(
            "{'type':'long','logicalType':'timestamp-micros'}",
            1_780_315_200_123_456L,
            "2026-06-01T12:00:00.123456Z"),
        value(
            "{'type':'long','logicalType':'timestamp-nanos'}",
            1_780_315_200_123_456_789L,
            "2026-06-01T12:00:00.123456789Z"),
        value(
            "{'type':'long','logicalType':'timestamp-micros'}", -1L, "1969-12-31T23:59:59.999999Z"),
        value(
            "{'type':'long','logicalType':'local-timestamp-millis'}",
            1_780_315_200_000L,
            "2026-06-01T12:00:00"),
        value(
            "{'type':'long','logicalType':'local-timestamp-micros'}",
            1_780_315_200_000_001L,
            "2026-06-01T12:00:00.000001"),
        value(
            "{'type':'long','logicalType':'local-timestamp-nanos'}",
            1_780_315_200_000_000_001L,
            "2026-06-01T12:00:00.000000001"),
        value(
            "{'type':'long','connect.name':'io.debezium.time.MicroTimestamp'}",
            1_780_315_200_000_001L,
            "2026-06-01T12:00:00.000001"),
        value("{'type':'int','connect.name':'io.debezium.time.Date'}", 20605, "2026-06-01"),
        value(
            "{'type':'bytes','logicalType':'decimal','precision':20,'scale':2}",
            decimal("12345678901234567.10", 2),
            "12345678901234567.10"),
        value(
            "{'type':'fixed','name':'Price','size':8,'logicalType':'decimal','precision':9,'scale':3}",
            fixed("ffffffffffffff85"),
            "-0.123"),
        value("{'type':'bytes','logicalType':'decimal','precision':4}", decimal("7", 0), "7"),
        value("{'type':'bytes','logicalType':'big-decimal'}", bigDecimal("1E-7"), "0.0000001"),
        value(
            "{'type':'string','logicalType':'uuid'}",
            "01234567-89ab-cdef-0123-456789abcdef",
            "01234567-89ab-cdef-0123-456789abcdef"),
        value(
            "{'type':'fixed','name':'Id','size':16,'logicalType':'uuid'}",
            fixed("0123456789abcdef0123456789abcdef"),
            "01234567-89ab-cdef-0123-456789abcdef"),
        value(
            "{'type':'fixed','name':'Span','size':12,'logicalType':'duration'}",
            fixed("0e00000003000000bc0b0000"),
            "P14M3DT3.004S"),
        value(
            "{'type':'fixed','name':'Span','size':12,'logicalType':'duration'}",
            fixed("000000000000000000000000"),
            "P0D"),
        value("{'type':'long','logicalType':'unknown-type'}", 5L, "5"),
        value("{'type':'int','logicalType':'timestamp-millis'}", 5, "5"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsAValueByTheMeaningOfItsType(String schema, Object value, String text) throws Exception {
    // When
    intake.send(record(schema, value));

    // Then
    assertThat(intake.document().getAttributes()).containsEntry("value", text);
  }

  static Stream<Arguments> times() {
    return Stream.of(
        value("{'type':'long','logicalType':'timestamp-millis'}", 1_780_311_600_000L, null),
        value("{'type':'long','logicalType':'timestamp-micros'}", 1_780_311_600_000_999L, null),
        value("{'type':'long','logicalType':'timestamp-nanos'}", 1_780_311_600_000_000_999L, null),
        value(
            "{'type':'long','logicalType':'local-timestamp-micros'}", 1_780_311_600_000_000L, null),
        value("'string'", "2026-06-01T13:00:00+02:00", null),
        value("'long'", 1_780_311_600_000L, null),
        value("'long'", 1_780_311_600L, "guessed-seconds"));
  }

  @ParameterizedTest
  @MethodSource("times")
  void readsTheTimeOfADocumentByItsType(String schema, Object value, String flag) throws Exception {
    // Given
    var parsed =
        """
        {"type": "record", "name": "Comment", "fields": [
          {"name": "text", "type": "string"}, {"name": "at", "type": %s}]}
        """
            .formatted(json(schema));
    var comment =
        new GenericRecordBuilder(new Schema.Parser().parse(parsed))
            .set("text", "Hello")
            .set("at", value)
            .build();

    // When
    intake.send(intake.avro(parsed, comment));

    // Then
    var document = intake.document();
    assertThat(document.getEventTime()).isEqualTo("2026-06-01T11:00:00Z");
    assertThat(document.getAttributes().get("lexstream.event-time")).isEqualTo(flag);
  }

  @Test
  void aDateIsMidnightAndATimeOfDayIsNoPointInTime() throws Exception {
    // Given
    var schema =
        """
        {"type": "record", "name": "Comment", "fields": [
          {"name": "text", "type": "string"},
          {"name": "at", "type": {"type": "int", "logicalType": "%s"}}]}
        """;
    var date = schema.formatted("date");

    // When
    intake.send(
        intake.avro(
            date,
            new GenericRecordBuilder(new Schema.Parser().parse(date))
                .set("text", "Hello")
                .set("at", 20604)
                .build()));

    // Then
    assertThat(intake.document().getEventTime()).isEqualTo("2026-05-31T00:00:00Z");

    // When
    var time = schema.formatted("time-millis");
    intake.send(
        intake.avro(
            time,
            new GenericRecordBuilder(new Schema.Parser().parse(time))
                .set("text", "Hello")
                .set("at", 20604)
                .build()));

    // Then
    assertThat(intake.document().getAttributes())
        .containsEntry("lexstream.event-time", "unparsable");
  }

  @Test
  void idsMayBeNumbersDecimalsUuidsAndBytes() throws Exception {
    for (var value :
        List.of(
            value("'long'", 7L, "7"),
            value(
                "{'type':'bytes','logicalType':'decimal','precision':9,'scale':0}",
                decimal("700", 0),
                "700"),
            value(
                "{'type':'string','logicalType':'uuid'}",
                "01234567-89ab-cdef-0123-456789abcdef",
                "01234567-89ab-cdef-0123-456789abcdef"),
            value("{'type':'fixed','name':'Hash','size':3}", fixed("00ff10"), "AP8Q"))) {
      // Given
      var schema =
          """
          {"type": "record", "name": "Comment", "fields": [
            {"name": "text", "type": "string"}, {"name": "id", "type": %s}]}
          """
              .formatted(json((String) value.get()[0]));
      var comment =
          new GenericRecordBuilder(new Schema.Parser().parse(schema))
              .set("text", "Hello")
              .set("id", typed(schema, "id", value.get()[1]))
              .build();

      // When
      intake.send(intake.avro(schema, comment));

      // Then
      assertThat(intake.document().getId()).isEqualTo(value.get()[2]);
    }
  }

  @Test
  void readsATextOfBytesAsUtf8() throws Exception {
    // When
    intake.send(text(bytes(HexFormat.of().formatHex("Grüße".getBytes(UTF_8)))));

    // Then
    assertThat(intake.document().getText()).isEqualTo("Grüße");
  }

  @Test
  void rejectsATextOfBytesThatIsNotUtf8() throws Exception {
    // When
    intake.send(text(ByteBuffer.wrap("Grüße".getBytes(ISO_8859_1))));

    // Then
    assertThat(intake.rejection()).startsWith("invalid-document: text: byte 2 (0xFC) is not UTF-8");
  }

  @Test
  void readsMapsAndArraysByPath() throws Exception {
    // Given
    try (var nested =
        new IntakeDriver(Format.AVRO, Map.of("text", "/parts/1/body", "attributes", "/labels"))) {
      var schema =
          """
          {"type": "record", "name": "Mail", "fields": [
            {"name": "parts", "type": {"type": "array", "items":
              {"type": "record", "name": "Part", "fields": [{"name": "body", "type": "string"}]}}},
            {"name": "labels", "type": {"type": "map", "values": ["null", "long"]}}]}
          """;
      var parsed = new Schema.Parser().parse(schema);
      var part = parsed.getField("parts").schema().getElementType();
      var mail =
          new GenericRecordBuilder(parsed)
              .set(
                  "parts",
                  List.of(
                      new GenericRecordBuilder(part).set("body", "first").build(),
                      new GenericRecordBuilder(part).set("body", "second").build()))
              .set("labels", Map.of("priority", 1L))
              .build();

      // When
      nested.send(nested.avro(schema, mail));

      // Then
      var document = nested.document();
      assertThat(document.getText()).isEqualTo("second");
      assertThat(document.getAttributes()).isEqualTo(Map.of("priority", "1"));
    }
  }

  @Test
  void rejectsAnUnknownSchemaIdAndOtherFormatsByName() {
    for (var value :
        Map.of(
                "the registry has no schema with id 99",
                IntakeDriver.join(IntakeDriver.header(99), new byte[] {1}),
                "the value is Avro in single-object encoding",
                HexFormat.of().parseHex("c30101020304050607080000"),
                "the value is an Avro object container file",
                "Obj\u0001rest of the file".getBytes(ISO_8859_1),
                "the value is not Avro in Confluent's wire format",
                "{\"text\": \"JSON\"}".getBytes(UTF_8),
                "the value is in the wire format of the AWS Glue schema registry",
                HexFormat.of().parseHex("0300" + "00".repeat(16) + "0102"))
            .entrySet()) {
      // When
      intake.send(value.getValue());

      // Then
      assertThat(intake.rejection()).startsWith("undecodable: ").contains(value.getKey());
    }
  }

  private byte[] text(ByteBuffer bytes) throws Exception {
    var schema =
        """
        {"type": "record", "name": "Comment", "fields": [{"name": "text", "type": "bytes"}]}
        """;
    return intake.avro(
        schema,
        new GenericRecordBuilder(new Schema.Parser().parse(schema)).set("text", bytes).build());
  }

  private byte[] record(String schema, Object value) throws Exception {
    var attributes =
        """
        {"type": "record", "name": "Attributes", "fields": [{"name": "value", "type": %s}]}
        """
            .formatted(json(schema));
    var record =
        """
        {"type": "record", "name": "Comment", "fields": [
          {"name": "text", "type": "string"}, {"name": "attributes", "type": %s}]}
        """
            .formatted(attributes);
    var parsed = new Schema.Parser().parse(record);
    return intake.avro(
        record,
        new GenericRecordBuilder(parsed)
            .set("text", "Hello")
            .set(
                "attributes",
                new GenericRecordBuilder(parsed.getField("attributes").schema())
                    .set("value", typed(attributes, "value", value))
                    .build())
            .build());
  }

  /** {@code value} as the generic model has it: fixed values and enums need their schema. */
  private static Object typed(String record, String field, Object value) {
    var schema = new Schema.Parser().parse(record).getField(field).schema();
    return switch (schema.getType()) {
      case FIXED -> {
        var bytes = (ByteBuffer) value;
        yield new GenericData.Fixed(
            schema, Arrays.copyOfRange(bytes.array(), 0, bytes.remaining()));
      }
      case ENUM -> new GenericData.EnumSymbol(schema, value);
      default -> value;
    };
  }

  private static Arguments value(String schema, Object value, String text) {
    return Arguments.of(schema, value, text);
  }

  private static String json(String schema) {
    return schema.replace('\'', '"');
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
  }

  private static ByteBuffer fixed(String hex) {
    return bytes(hex);
  }

  private static ByteBuffer decimal(String number, int scale) {
    return ByteBuffer.wrap(new BigDecimal(number).setScale(scale).unscaledValue().toByteArray());
  }

  private static ByteBuffer bigDecimal(String number) {
    return new Conversions.BigDecimalConversion()
        .toBytes(
            new BigDecimal(number), Schema.create(Schema.Type.BYTES), LogicalTypes.bigDecimal());
  }
}
