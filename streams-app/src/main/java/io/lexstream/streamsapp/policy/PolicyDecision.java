package io.lexstream.streamsapp.policy;

import java.util.Map;

/**
 * What a policy says about a document.
 *
 * @param rule name of the rule that decided; {@code default} or {@code when-missing} when none did
 * @param evidence what it looked at, by name
 */
public record PolicyDecision(DecisionKind kind, String rule, Map<String, String> evidence) {}
