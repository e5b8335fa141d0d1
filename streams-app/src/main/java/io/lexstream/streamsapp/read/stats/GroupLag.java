package io.lexstream.streamsapp.read.stats;

/**
 * The lag of a consumer group on one topic.
 *
 * @param records committed records after the group's offset; the end of a transaction counts as one
 */
public record GroupLag(String group, String topic, long records) {}
