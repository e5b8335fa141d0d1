package io.lexstream.streamsapp.policy;

import java.util.Map;

/**
 * The decision of a policy on a document.
 *
 * @param rule name of the rule that decided, {@code default} or {@code when-missing}
 * @param evidence the values that the rule read, by name
 */
public record PolicyDecision(DecisionKind kind, String rule, Map<String, String> evidence) {}
