package io.lexstream.streamsapp.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * A map with string keys whose entries expire some time after the last put.
 *
 * <p>Based on a window store, which drops whole segments as time passes, on disk and in its
 * changelog, without a scan or a tombstone for each entry. Uses the clock of the app, not the times
 * of documents. Not thread-safe.
 *
 * @param <V> the values
 */
public final class ExpiringStore<V> {

  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** Room beside a value for its key and framing. */
  private static final int FRAMING = 64 * 1024;

  private final WindowStore<String, V> store;

  public ExpiringStore(WindowStore<String, V> store) {
    this.store = store;
  }

  /**
   * A store whose entries live for at least {@code timeToLive} and at most 1.5 times as long.
   *
   * @param largestValue largest value in bytes; limits the records of the changelog
   */
  public static <V> StoreBuilder<WindowStore<String, V>> builder(
      String name, Duration timeToLive, Serde<V> values, int largestValue) {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(name, timeToLive, Duration.ofMillis(1), false),
            Serdes.String(),
            values)
        .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(largestValue + FRAMING)));
  }

  public Optional<V> get(String key) {
    return get(store, key);
  }

  /** The value of {@code key} in a read-only store, for interactive queries. */
  public static <V> Optional<V> get(ReadOnlyWindowStore<String, V> store, String key) {
    try (var entries = store.backwardFetch(key, FIRST, LAST)) {
      return entries.hasNext() ? Optional.of(entries.next().value) : Optional.empty();
    }
  }

  /** Replaces the value of {@code key}. Its time to live starts at {@code now}. */
  public void put(String key, V value, long now) {
    remove(key);
    store.put(key, value, now);
  }

  public void remove(String key) {
    try (var entries = store.fetch(key, FIRST, LAST)) {
      while (entries.hasNext()) {
        store.put(key, null, entries.next().key);
      }
    }
  }
}
