package io.lexstream.streamsapp.read.query;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/**
 * The state stores of a running app. While state moves, queries fail with {@link
 * StateUnavailableException} instead of a partial result. Results may contain uncommitted data.
 * Thread-safe.
 */
final class Stores {

  private final Supplier<KafkaStreams> streams;
  private final HostInfo self;

  Stores(Supplier<KafkaStreams> streams, HostInfo self) {
    this.streams = streams;
    this.self = self;
  }

  <K> Owner ownerOf(String store, K key, Serializer<K> keys) {
    return orUnavailable(
        store,
        () -> {
          var found = streams.get().queryMetadataForKey(store, key, keys);
          if (found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw unavailable(store);
          }
          return found.activeHost().equals(self)
              ? new Owner.Local(found.partition())
              : new Owner.Remote(found.activeHost());
        });
  }

  /** All other instances that are active for a part of {@code store}. */
  List<HostInfo> otherOwners(String store) {
    return owners(store).stream().filter(instance -> !instance.equals(self)).toList();
  }

  /**
   * Whether this instance is active for a part. With fewer partitions than instances it may not.
   */
  boolean isLocal(String store) {
    return owners(store).contains(self);
  }

  private List<HostInfo> owners(String store) {
    return orUnavailable(
        store,
        () -> {
          var instances = streams.get().streamsMetadataForStore(store);
          if (instances.isEmpty()) {
            throw unavailable(store);
          }
          return instances.stream()
              .filter(instance -> instance.stateStoreNames().contains(store))
              .map(StreamsMetadata::hostInfo)
              .toList();
        });
  }

  <K, V, T> T read(String store, Owner.Local local, StoreQuery<K, V, T> query) {
    return run(parameters(store, Stores.<K, V>type()).withPartition(local.partition()), query);
  }

  /** Queries all parts of {@code store} that this instance holds. */
  <K, V, T> T readAll(String store, StoreQuery<K, V, T> query) {
    return run(parameters(store, Stores.<K, V>type()), query);
  }

  /** A query on a store. */
  interface StoreQuery<K, V, T> {
    T run(ReadOnlyWindowStore<K, V> store);
  }

  private <K, V, T> T run(
      StoreQueryParameters<ReadOnlyWindowStore<K, V>> parameters, StoreQuery<K, V, T> query) {
    return orUnavailable(parameters.storeName(), () -> query.run(streams.get().store(parameters)));
  }

  private static <T> StoreQueryParameters<T> parameters(String store, QueryableStoreType<T> type) {
    return StoreQueryParameters.fromNameAndType(store, type);
  }

  private static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, V>> type() {
    return QueryableStoreTypes.windowStore();
  }

  private static <T> T orUnavailable(String store, Supplier<T> query) {
    try {
      return query.get();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // Also while the app is not running: another instance takes over, or this one restarts.
      throw new StateUnavailableException(
          "state " + store + " is moving between instances: retry shortly", e);
    }
  }

  private static StateUnavailableException unavailable(String store) {
    return new StateUnavailableException(
        "state " + store + " is moving between instances: retry shortly");
  }
}
