package io.lexstream.streamsapp.read.feed;

import io.lexstream.schemas.Topic;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A committed record.
 *
 * @param seenAt when it could be read here, committed
 * @param isNew whether it came since this instance began to watch
 */
public record SeenRecord(
    Topic topic, ConsumerRecord<byte[], byte[]> consumed, Instant seenAt, boolean isNew) {}
