package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.schemas.Stage;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decodes records in a step after the source. A source of Kafka Streams decodes records before it
 * processes them: the dead letter of an undecodable record may be committed before the record's
 * offset, and is then written again after a failure. A step runs in one transaction with the
 * offset.
 *
 * <p>Retries for a short time while the registry is unavailable. A failed stream thread would lose
 * its local state under exactly-once. The time must be much shorter than the transaction timeout.
 *
 * @param <V> the values
 */
final class Decode<V> extends StageProcessor<byte[], byte[], String, V> {

  private static final int ATTEMPTS = 5;

  private final Deserializer<String> keys = new StringDeserializer();
  private final Deserializer<V> values;
  private final ExponentialBackoff waits = new ExponentialBackoff(100, 2, 1_000, 0.2);

  Decode(Stage stage, Deserializer<V> values) {
    super(stage);
    this.values = values;
  }

  @Override
  protected void processRecord(Record<byte[], byte[]> read) {
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
