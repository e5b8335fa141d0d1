package io.lexstream.streamsapp.moderation;

/** One rule: when {@code when} is true, {@code then} is done. */
record Rule(String name, Condition when, Action then) {}
