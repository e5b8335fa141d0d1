package io.lexstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {

  static Stream<Topic> typedTopics() {
    return Arrays.stream(Topic.values()).filter(topic -> topic.value().isPresent());
  }

  @ParameterizedTest
  @MethodSource("typedTopics")
  void isCompatibleWithAllReleasedVersionsInBothDirections(Topic topic) {
    // Given
    var current = SchemaText.parse(SchemaText.of(topic.value().orElseThrow()));

    // When
    var released = ReleasedSchemas.of(topic).stream().map(SchemaText::parse).toList();

    // Then
    assertThat(released)
        .isNotEmpty()
        .allSatisfy(
            version -> {
              assertThat(canRead(current, version)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
              assertThat(canRead(version, current)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            });
  }

  @ParameterizedTest
  @MethodSource("typedTopics")
  void documentsEveryFieldOfEveryRecord(Topic topic) {
    // Given
    var schema = SchemaText.parse(SchemaText.of(topic.value().orElseThrow()));

    // When
    var records = records(schema).distinct().toList();

    // Then
    assertThat(records).allSatisfy(record -> assertThat(record.getDoc()).isNotBlank());
    assertThat(records.stream().flatMap(record -> record.getFields().stream()))
        .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
  }

  @Test
  void detectsARequiredField() {
    // Given
    var v1 = SchemaText.parse(ReleasedSchemas.of(Topic.DOCUMENTS).get(0));
    var broken =
        SchemaText.parse(
            SchemaText.of(Topic.DOCUMENTS.value().orElseThrow())
                .replaceFirst(
                    "\"fields\":\\[", "\"fields\":[{\"name\":\"extra\",\"type\":\"string\"},"));

    // When
    var reads = canRead(broken, v1);

    // Then
    assertThat(reads).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
  }

  @Test
  void registersSchemasWithoutPropertiesForJava() {
    // When
    var schemas = typedTopics().map(topic -> SchemaText.of(topic.value().orElseThrow()));

    // Then
    assertThat(schemas).noneMatch(schema -> schema.contains("avro.java"));
  }

  private static SchemaCompatibilityType canRead(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }

  private static Stream<Schema> records(Schema schema) {
    return switch (schema.getType()) {
      case RECORD ->
          Stream.concat(
              Stream.of(schema),
              schema.getFields().stream().flatMap(field -> records(field.schema())));
      case UNION -> schema.getTypes().stream().flatMap(SchemaEvolutionTest::records);
      case ARRAY -> records(schema.getElementType());
      case MAP -> records(schema.getValueType());
      default -> Stream.empty();
    };
  }
}
