package io.lexstream.streamsapp.read.stats;

/**
 * How far a consumer group is behind on one topic.
 *
 * @param records committed but not yet processed for good; the end of a transaction counts as one
 */
public record GroupLag(String group, String topic, long records) {}
