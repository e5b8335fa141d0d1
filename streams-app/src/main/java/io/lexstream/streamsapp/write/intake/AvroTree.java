package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * Converts Avro values to JSON trees by their schemas. Logical types are converted by their
 * meaning: times to ISO 8601, decimals to numbers with all their digits, UUIDs to text. Bytes and
 * fixed values without logical type become base64.
 */
final class AvroTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final GenericData UNIONS = new GenericData();
  private static final Conversions.BigDecimalConversion BIG_DECIMAL =
      new Conversions.BigDecimalConversion();

  private AvroTree() {}

  static JsonNode of(Schema schema, Object value) {
    return switch (schema.getType()) {
      case NULL -> NODES.nullNode();
      case UNION -> of(schema.getTypes().get(UNIONS.resolveUnion(schema, value)), value);
      case RECORD -> record(schema, (IndexedRecord) value);
      case MAP -> map(schema.getValueType(), (Map<?, ?>) value);
      case ARRAY -> array(schema.getElementType(), (Collection<?>) value);
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case INT, LONG -> whole(schema, (Number) value);
      case FLOAT, DOUBLE -> fraction((Number) value);
      case BYTES -> bytes(schema, copy((ByteBuffer) value));
      case FIXED -> bytes(schema, ((GenericFixed) value).bytes());
      case STRING, ENUM -> NODES.textNode(value.toString());
    };
  }

  private static JsonNode record(Schema schema, IndexedRecord record) {
    var object = NODES.objectNode();
    for (var field : schema.getFields()) {
      object.set(field.name(), of(field.schema(), record.get(field.pos())));
    }
    return object;
  }

  private static JsonNode map(Schema values, Map<?, ?> map) {
    var object = NODES.objectNode();
    map.forEach((key, value) -> object.set(key.toString(), of(values, value)));
    return object;
  }

  private static JsonNode array(Schema elements, Collection<?> items) {
    var array = NODES.arrayNode();
    items.forEach(item -> array.add(of(elements, item)));
    return array;
  }

  private static JsonNode whole(Schema schema, Number value) {
    return AvroTime.of(schema)
        .flatMap(time -> time.text(value.longValue()))
        .<JsonNode>map(NODES::textNode)
        .orElseGet(() -> JsonTree.number(value.toString()));
  }

  /** As the shortest text of its own type: 1.1 as float is not 1.10000002384185791015625. */
  private static JsonNode fraction(Number value) {
    return Double.isFinite(value.doubleValue())
        ? JsonTree.number(value.toString())
        : NODES.textNode(value.toString());
  }

  private static JsonNode bytes(Schema schema, byte[] bytes) {
    var logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return number(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
    } else if (logical instanceof LogicalTypes.BigDecimal) {
      return number(BIG_DECIMAL.fromBytes(ByteBuffer.wrap(bytes), schema, logical));
    } else if (logical instanceof LogicalTypes.Uuid) {
      return NODES.textNode(uuid(bytes));
    } else if (logical instanceof LogicalTypes.Duration) {
      return NODES.textNode(AvroTime.duration(bytes));
    }
    return NODES.binaryNode(bytes);
  }

  private static JsonNode number(BigDecimal decimal) {
    return JsonTree.number(decimal.toPlainString());
  }

  private static String uuid(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  private static byte[] copy(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
