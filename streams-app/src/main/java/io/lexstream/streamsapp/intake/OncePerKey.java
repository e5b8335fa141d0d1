package io.lexstream.streamsapp.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.streamsapp.kafka.Entries;
import io.lexstream.streamsapp.kafka.ExpiringStore;
import io.lexstream.streamsapp.kafka.RejectedRecordException;
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
      var key = new String(header.value(), UTF_8);
      seen.get(key)
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
}
