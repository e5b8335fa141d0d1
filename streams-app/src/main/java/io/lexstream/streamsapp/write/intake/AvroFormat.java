package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.Headers;

/** Avro with any schema that the registry knows, in Confluent's wire format. */
final class AvroFormat implements ForeignFormat {

  private final ForeignAvro avro;

  AvroFormat(ForeignAvro avro) {
    this.avro = avro;
  }

  @Override
  public JsonNode read(Headers headers, byte[] value) {
    return tree(avro.decode(value));
  }

  private static JsonNode tree(Object value) {
    var nodes = JsonNodeFactory.instance;
    if (value == null) {
      return nodes.nullNode();
    } else if (value instanceof IndexedRecord read) {
      return tree(read);
    } else if (value instanceof Map<?, ?> map) {
      var object = nodes.objectNode();
      map.forEach((key, item) -> object.set(key.toString(), tree(item)));
      return object;
    } else if (value instanceof Collection<?> items) {
      var array = nodes.arrayNode();
      items.forEach(item -> array.add(tree(item)));
      return array;
    } else if (value instanceof Integer || value instanceof Long) {
      return nodes.numberNode(((Number) value).longValue());
    } else if (value instanceof Number number) {
      return nodes.numberNode(number.doubleValue());
    } else if (value instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    } else if (value instanceof ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return nodes.binaryNode(copy);
    } else if (value instanceof Temporal time) {
      return nodes.textNode(time.toString());
    }
    return nodes.textNode(value.toString()); // strings, enums and fixed
  }

  private static ObjectNode tree(IndexedRecord read) {
    var object = JsonNodeFactory.instance.objectNode();
    for (var field : read.getSchema().getFields()) {
      object.set(field.name(), tree(read.get(field.pos())));
    }
    return object;
  }
}
