package io.lexstream.schemas;

import java.util.LinkedHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/** Reads maps in the order in which they were written, because labels have an order. */
final class OrderedDatumReader<T> extends SpecificDatumReader<T> {

  /**
   * @param model from {@link #model}; shared because it is expensive to create
   */
  OrderedDatumReader(Schema writer, Schema reader, SpecificData model) {
    super(writer, reader, model);
  }

  static SpecificData model(Class<?> type) {
    var model = new SpecificData(type.getClassLoader());
    model.setFastReaderEnabled(false); // it creates unordered maps
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return model;
  }

  @Override
  protected Object newMap(Object old, int size) {
    return new LinkedHashMap<>();
  }
}
