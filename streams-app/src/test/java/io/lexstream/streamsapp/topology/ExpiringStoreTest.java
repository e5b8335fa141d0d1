package io.lexstream.streamsapp.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiringStoreTest {

  private static final String NAME = "store";
  private static final long NOW = 1_780_315_200_000L;
  private static final Duration TTL = Duration.ofDays(1);

  private final TopologyDriver driver = new TopologyDriver(ExpiringStoreTest::define);
  private final WindowStore<String, String> window = driver.driver().getWindowStore(NAME);
  private final ExpiringStore<String> store = new ExpiringStore<>(window);

  private static void define(PlatformStreams streams) {
    streams.builder().addStateStore(ExpiringStore.builder(NAME, TTL, Serdes.String(), 100));
    streams.bytes("any").process(Ignore::new, Named.as("reads-the-store"), NAME);
  }

  private static final class Ignore implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> read) {}
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aLaterValueReplacesTheEarlierOne() {
    // When
    store.put("a", "first", NOW);
    store.put("a", "second", NOW + 1);

    // Then
    assertThat(store.get("a")).contains("second");
    store.remove("a");
    assertThat(store.get("a")).isEmpty();
  }

  @Test
  void aValueOfAClockThatWentBackReplacesTheEarlierOne() {
    // When
    store.put("a", "first", NOW);
    store.put("a", "second", NOW - 60_000);

    // Then
    assertThat(store.get("a")).contains("second");
  }

  @Test
  void aQueryFindsAValueAtAnyTimeWhileItIsReplaced() {
    // Given
    store.put("a", "0", NOW);
    var done = new AtomicBoolean();
    var reader =
        CompletableFuture.supplyAsync(
            () -> {
              int missing = 0;
              while (!done.get()) {
                missing += ExpiringStore.get(window, "a").isPresent() ? 0 : 1;
              }
              return missing;
            });

    // When
    for (int i = 1; i <= 5_000; i++) {
      // Every few puts, the value moves to a later segment.
      store.put("a", Integer.toString(i), NOW + i * Duration.ofMinutes(1).toMillis());
    }
    done.set(true);

    // Then
    assertThat(reader.join()).isZero();
  }
}
