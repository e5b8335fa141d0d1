package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.RegistryUnavailableException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes records in a step of its own. Kafka Streams' sources decode ahead of the record they work
 * on: the dead letter of one that cannot be decoded may then be committed before the record counts
 * as read, and is written again after a failure. Within a step it is one transaction.
 *
 * <p>Waits a little for the registry before it gives up: a hiccup is then no failure of the stream
 * thread, which under exactly-once would cost its local state. It must not wait for long: the
 * thread's transaction times out.
 *
 * @param <V> the values
 */
final class Decode<V> extends ContextualProcessor<byte[], byte[], String, V> {

  private static final int ATTEMPTS = 5;

  private final Deserializer<String> keys = new StringDeserializer();
  private final Deserializer<V> values;
  private final ExponentialBackoff waits = new ExponentialBackoff(100, 2, 1_000, 0.2);

  Decode(Deserializer<V> values) {
    this.values = values;
  }

  @Override
  public void process(Record<byte[], byte[]> read) {
    var topic = context().recordMetadata().orElseThrow().topic();
    var key = keys.deserialize(topic, read.key());
    var value = values(topic, read.value());
    context().forward(new Record<>(key, value, read.timestamp(), read.headers()));
  }

  private V values(String topic, byte[] bytes) {
    for (int attempt = 0; ; attempt++) {
      try {
        return values.deserialize(topic, bytes);
      } catch (RegistryUnavailableException e) {
        if (attempt + 1 == ATTEMPTS) {
          throw e;
        }
        pause(waits.backoff(attempt));
      }
    }
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
