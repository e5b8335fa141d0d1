package io.lexstream.streamsapp.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** Reserve for the key and the framing of a value. */
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
    // Segments are read one after the other. A value that moves to a later segment meanwhile can be
    // missed once.
    return latest(store, key).or(() -> latest(store, key));
  }

  private static <V> Optional<V> latest(ReadOnlyWindowStore<String, V> store, String key) {
    try (var entries = store.backwardFetch(key, FIRST, LAST)) {
      return entries.hasNext() ? Optional.of(entries.next().value) : Optional.empty();
    }
  }

  /**
   * Replaces the value of {@code key}. Its time to live starts at {@code now}. A concurrent query
   * finds the old value or the new one.
   */
  public void put(String key, V value, long now) {
    var times = times(key);
    long time = times.stream().reduce(now, Math::max); // the latest entry counts
    store.put(key, value, time);
    times.stream().filter(earlier -> earlier != time).forEach(at -> store.put(key, null, at));
  }

  public void remove(String key) {
    times(key).forEach(time -> store.put(key, null, time));
  }

  private List<Long> times(String key) {
    var times = new ArrayList<Long>();
    try (var entries = store.fetch(key, FIRST, LAST)) {
      entries.forEachRemaining(entry -> times.add(entry.key));
    }
    return times;
  }
}
