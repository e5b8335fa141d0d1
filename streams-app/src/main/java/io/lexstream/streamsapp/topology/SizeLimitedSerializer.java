package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Rejects a record that is too large for its topic before it reaches the producer. A rejection by
 * producer or broker aborts the transaction, and the record would be read and rejected again
 * endlessly. A rejection here becomes a dead letter of the stage that writes the record.
 *
 * @param <T> the values
 */
final class SizeLimitedSerializer<T> implements Serializer<T> {

  private final Stage stage;
  private final Topic topic;
  private final Serializer<T> values;

  SizeLimitedSerializer(Stage stage, Topic topic, Serializer<T> values) {
    this.stage = stage;
    this.topic = topic;
    this.values = values;
  }

  @Override
  public byte[] serialize(String name, T value) {
    return StepFailure.mark(stage, () -> values.serialize(name, value));
  }

  @Override
  public byte[] serialize(String name, Headers headers, T value) {
    return StepFailure.mark(
        stage,
        () -> {
          byte[] bytes = values.serialize(name, headers, value);
          RecordSize.requireFits(topic, name, bytes, headers);
          return bytes;
        });
  }

  @Override
  public void close() {
    values.close();
  }
}
