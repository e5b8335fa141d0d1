package io.lexstream.flinkjobs;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Kafka headers as two arrays of equal length, which Flink can serialize. */
final class RecordHeaderArrays {

  private RecordHeaderArrays() {}

  static String[] names(Headers headers) {
    Header[] all = headers.toArray();
    var names = new String[all.length];
    for (int i = 0; i < all.length; i++) {
      names[i] = all[i].key();
    }
    return names;
  }

  static byte[][] values(Headers headers) {
    Header[] all = headers.toArray();
    var values = new byte[all.length][];
    for (int i = 0; i < all.length; i++) {
      values[i] = all[i].value();
    }
    return values;
  }

  static Headers headers(String[] names, byte[][] values) {
    var headers = new RecordHeaders();
    for (int i = 0; i < names.length; i++) {
      headers.add(names[i], values[i]);
    }
    return headers;
  }
}
