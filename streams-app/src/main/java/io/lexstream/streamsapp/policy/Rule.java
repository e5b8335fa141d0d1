package io.lexstream.streamsapp.policy;

/** One rule: when {@code when} is true, {@code then} is done. */
record Rule(String name, Condition when, DecisionKind then) {}
