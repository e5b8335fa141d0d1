package io.lexstream.streamsapp.read.query;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** All queries on the state of a running app. */
public record StateQueries(
    DocumentQueries documents, InsightQueries insights, RequestQueries requests) {

  /**
   * Queries on the state stores of {@code streams}.
   *
   * @param streams the app
   * @param self address under which other instances know this one
   */
  public static StateQueries of(Supplier<KafkaStreams> streams, HostInfo self) {
    var stores = new Stores(streams, self);
    return new StateQueries(
        new DocumentQueries(stores), new InsightQueries(stores), new RequestQueries(stores));
  }
}
