package io.lexstream.streamsapp.read.feed;

import io.lexstream.schemas.Topic;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A committed record.
 *
 * @param readAt when this instance read it
 * @param isNew whether it was committed after this instance started to read
 */
public record CommittedRecord(
    Topic topic, ConsumerRecord<byte[], byte[]> consumed, Instant readAt, boolean isNew) {}
