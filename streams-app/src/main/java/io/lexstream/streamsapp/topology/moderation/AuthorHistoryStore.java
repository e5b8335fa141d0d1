package io.lexstream.streamsapp.topology.moderation;

import io.lexstream.streamsapp.policy.AuthorHistory;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** A history in a window store. Entries older than the longest window of the policy expire. */
final class AuthorHistoryStore extends AuthorHistory {

  static final String NAME = "author-history";

  private static final Duration CATCHING_UP = Duration.ofDays(1);

  private final WindowStore<String, Long> store;

  AuthorHistoryStore(WindowStore<String, Long> store) {
    this.store = store;
  }

  static StoreBuilder<WindowStore<String, Long>> builder(Duration longestWindow) {
    // One minute for rounding and one for windows that start inside a minute. One day because,
    // after an outage, one partition may be read to its end before another, and documents of the
    // second need the history of their own time.
    var retention = longestWindow.plusMinutes(2).plus(CATCHING_UP);
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(NAME, retention, Duration.ofMillis(MINUTE), false),
        Serdes.String(),
        Serdes.Long());
  }

  @Override
  protected long sum(String key, long from, long to) {
    long sum = 0;
    try (var changes = store.fetch(key, from, to)) {
      while (changes.hasNext()) {
        sum += changes.next().value;
      }
    }
    return sum;
  }

  @Override
  protected void add(String key, long minute, long change) {
    Long before = store.fetch(key, minute);
    store.put(key, before == null ? change : before + change, minute);
  }
}
