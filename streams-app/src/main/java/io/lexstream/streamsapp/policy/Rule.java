package io.lexstream.streamsapp.policy;

/** One rule: if {@code when} is true, the decision is {@code then}. */
record Rule(String name, Condition when, DecisionKind then) {}
