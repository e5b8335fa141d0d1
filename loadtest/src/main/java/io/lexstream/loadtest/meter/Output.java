package io.lexstream.loadtest.meter;

/**
 * A record that a system wrote.
 *
 * @param key id of its document
 * @param value as written
 * @param dead whether it is a dead letter
 * @param appendedMillis timestamp of the record: the broker's append time if the topic uses it
 * @param visibleMillis time at which a reader of committed records received it
 */
public record Output(
    String key, byte[] value, boolean dead, long appendedMillis, long visibleMillis) {}
