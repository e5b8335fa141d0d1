package io.lexstream.loadtest.meter;

/**
 * A record that a system wrote.
 *
 * @param key id of the document it is about
 * @param value as written
 * @param dead whether it is a dead letter
 * @param appendedMillis when the broker appended it, by the broker's clock, if its topic keeps that
 *     time
 * @param visibleMillis when a reader of committed records got it
 */
public record Output(
    String key, byte[] value, boolean dead, long appendedMillis, long visibleMillis) {}
