package io.lexstream.schemas;

import java.util.LinkedHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads maps in the order they were written in: the order of a package's labels means something.
 */
final class OrderedDatumReader<T> extends SpecificDatumReader<T> {

  /**
   * @param model from {@link #model}; costly to make, so shared
   */
  OrderedDatumReader(Schema writer, Schema reader, SpecificData model) {
    super(writer, reader, model);
  }

  static SpecificData model(Class<?> type) {
    var model = new SpecificData(type.getClassLoader());
    model.setFastReaderEnabled(false); // it makes maps of its own
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return model;
  }

  @Override
  protected Object newMap(Object old, int size) {
    return new LinkedHashMap<>();
  }
}
