package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.HeaderNames;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.ExpiringStore;
import io.lexstream.streamsapp.topology.RejectedRecordException;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Lets a record through once per idempotency key: whoever is not sure that a record arrived may
 * send it again. Records of one idempotency key must have one record key too, so that they meet.
 */
final class OncePerKey extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

  static final String STORE = "idempotency-keys";
  private static final int LONGEST_KEY = 1024;

  private ExpiringStore<String> seen;

  static StoreBuilder<WindowStore<String, String>> store(Duration remembered) {
    return ExpiringStore.builder(STORE, remembered, Serdes.String(), 64 * 1024);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    seen = new ExpiringStore<>(context.getStateStore(STORE));
  }

  @Override
  public void process(Record<byte[], byte[]> read) {
    var header = read.headers().lastHeader(IntakeTopology.IDEMPOTENCY_KEY);
    if (header != null && header.value() != null) {
      if (header.value().length > LONGEST_KEY) {
        throw Rejections.invalid(
            "the idempotency key has "
                + header.value().length
                + " bytes, the limit is "
                + LONGEST_KEY
                + ": send a shorter one");
      }
      var key = new String(header.value(), UTF_8);
      // What a person sends again because it failed is no duplicate of itself.
      var replayed = replayed(read);
      seen.get(key)
          .filter(earlier -> !earlier.equals(replayed))
          .ifPresent(
              earlier -> {
                throw new RejectedRecordException(
                    Rejections.DUPLICATE,
                    "idempotency key was used by entry " + earlier + ": nothing is to be done",
                    null);
              });
      seen.put(key, Entries.of(context()).toString(), context().currentSystemTimeMs());
    }
    context().forward(read);
  }

  /** The entry that {@code read} is a replay of; null when it is none. */
  private static String replayed(Record<?, ?> read) {
    var header = read.headers().lastHeader(HeaderNames.REPLAY_OF);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
