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
 * The stores of a running app. Whatever is asked while state moves fails with {@link
 * StateMovingException} rather than with half an answer. Answers may hold what is not yet
 * committed. Thread-safe.
 */
final class Stores {

  private final Supplier<KafkaStreams> streams;
  private final HostInfo self;

  Stores(Supplier<KafkaStreams> streams, HostInfo self) {
    this.streams = streams;
    this.self = self;
  }

  <K> Owner ownerOf(String store, K key, Serializer<K> keys) {
    return orMoving(
        store,
        () -> {
          var found = streams.get().queryMetadataForKey(store, key, keys);
          if (found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
            throw moving(store);
          }
          return found.activeHost().equals(self)
              ? new Owner.Here(found.partition())
              : new Owner.There(found.activeHost());
        });
  }

  /** All other instances that work on a part of {@code store}, rather than stand by. */
  List<HostInfo> others(String store) {
    return holders(store).stream().filter(instance -> !instance.equals(self)).toList();
  }

  /** Whether this instance does. Where there are more instances than partitions, some do not. */
  boolean isHere(String store) {
    return holders(store).contains(self);
  }

  private List<HostInfo> holders(String store) {
    return orMoving(
        store,
        () -> {
          var instances = streams.get().streamsMetadataForStore(store);
          if (instances.isEmpty()) {
            throw moving(store);
          }
          return instances.stream()
              .filter(instance -> instance.stateStoreNames().contains(store))
              .map(StreamsMetadata::hostInfo)
              .toList();
        });
  }

  <K, V, T> T read(String store, Owner.Here here, Question<K, V, T> question) {
    return ask(parameters(store, Stores.<K, V>type()).withPartition(here.partition()), question);
  }

  /** Asks all parts of {@code store} that this instance holds. */
  <K, V, T> T readAll(String store, Question<K, V, T> question) {
    return ask(parameters(store, Stores.<K, V>type()), question);
  }

  /** Something asked of a store. */
  interface Question<K, V, T> {
    T ask(ReadOnlyWindowStore<K, V> store);
  }

  private <K, V, T> T ask(
      StoreQueryParameters<ReadOnlyWindowStore<K, V>> parameters, Question<K, V, T> question) {
    return orMoving(parameters.storeName(), () -> question.ask(streams.get().store(parameters)));
  }

  private static <T> StoreQueryParameters<T> parameters(String store, QueryableStoreType<T> type) {
    return StoreQueryParameters.fromNameAndType(store, type);
  }

  private static <K, V> QueryableStoreType<ReadOnlyWindowStore<K, V>> type() {
    return QueryableStoreTypes.windowStore();
  }

  private static <T> T orMoving(String store, Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      // Not running yet or no longer counts too: another instance takes over, or this one comes
      // back.
      throw new StateMovingException("state " + store + " is moving: ask again shortly", e);
    }
  }

  private static StateMovingException moving(String store) {
    return new StateMovingException("state " + store + " is moving: ask again shortly");
  }
}
