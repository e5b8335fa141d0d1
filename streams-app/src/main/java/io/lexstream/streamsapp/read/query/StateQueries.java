package io.lexstream.streamsapp.read.query;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** All questions that can be asked of the state of a running app. */
public record StateQueries(DocumentQueries documents, InsightQueries insights) {

  /**
   * Questions to {@code streams}.
   *
   * @param streams the app, which may be replaced or not be there yet
   * @param self how other instances know this one
   */
  public static StateQueries of(Supplier<KafkaStreams> streams, HostInfo self) {
    var stores = new Stores(streams, self);
    return new StateQueries(new DocumentQueries(stores), new InsightQueries(stores));
  }
}
