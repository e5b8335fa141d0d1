package io.lexstream.flinkjobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RecordTypesTest {

  @Test
  void rawRecordsAreSerializedFieldByField() {
    // Given
    var config = new SerializerConfigImpl();
    config.setGenericTypes(false);

    // When
    var serializer = TypeInformation.of(RawRecord.class).createSerializer(config);

    // Then
    assertThat(serializer).isInstanceOf(PojoSerializer.class);
  }

  @Test
  void outboundRecordsAreSerializedFieldByField() {
    // Given
    var config = new SerializerConfigImpl();
    config.setGenericTypes(false);

    // When
    var serializer = TypeInformation.of(OutboundRecord.class).createSerializer(config);

    // Then
    assertThat(serializer).isInstanceOf(PojoSerializer.class);
  }

  @Test
  void aRawRecordSurvivesSerialization() throws IOException {
    // Given
    var raw =
        new RawRecord(
            "documents",
            3,
            42L,
            1_700_000_000_000L,
            "key".getBytes(UTF_8),
            new byte[] {0, 1, 2},
            new String[] {"a", "b"},
            new byte[][] {"x".getBytes(UTF_8), null});

    // When
    var copy = roundTrip(raw, RawRecord.class);

    // Then
    assertThat(copy).usingRecursiveComparison().isEqualTo(raw);
  }

  @Test
  void keyAndValueMayBeMissing() throws IOException {
    // Given
    var raw = new RawRecord("documents", 0, 0L, -1L, null, null, new String[0], new byte[0][]);

    // When
    var copy = roundTrip(raw, RawRecord.class);

    // Then
    assertThat(copy).usingRecursiveComparison().isEqualTo(raw);
  }

  @Test
  void anOutboundRecordSurvivesSerialization() throws IOException {
    // Given
    var outbound =
        new OutboundRecord(
            "enriched",
            7L,
            null,
            new byte[] {9},
            new String[] {"a"},
            new byte[][] {"x".getBytes(UTF_8)});

    // When
    var copy = roundTrip(outbound, OutboundRecord.class);

    // Then
    assertThat(copy).usingRecursiveComparison().isEqualTo(outbound);
  }

  @Test
  void theSerializedFormIsLittleLongerThanItsContent() throws IOException {
    // Given
    var raw =
        new RawRecord(
            "documents", 0, 0L, 0L, new byte[10], new byte[100_000], new String[0], new byte[0][]);

    // When
    int length = serialized(raw, RawRecord.class).length();

    // Then
    assertThat(length).isBetween(100_010, 100_110);
  }

  private static <T> T roundTrip(T value, Class<T> type) throws IOException {
    var bytes = serialized(value, type);
    return serializer(type)
        .deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
  }

  private static <T> DataOutputSerializer serialized(T value, Class<T> type) throws IOException {
    var bytes = new DataOutputSerializer(64);
    serializer(type).serialize(value, bytes);
    return bytes;
  }

  private static <T> org.apache.flink.api.common.typeutils.TypeSerializer<T> serializer(
      Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }
}
