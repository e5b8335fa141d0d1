package io.lexstream.streamsapp.topology.moderation;

import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.policy.Facts;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.policy.PolicyDecision;
import java.time.Instant;

/** Creates records of the decisions topic. */
final class Decisions {

  private Decisions() {}

  static Decision of(Facts facts, PolicyDecision decided, Policy policy, long now) {
    return builder(facts.id(), decided, policy, now)
        .setSource(facts.source())
        .setAuthor(facts.author())
        .setLanguage(facts.language())
        .setEventTime(facts.eventTime() == null ? null : Instant.ofEpochMilli(facts.eventTime()))
        .build();
  }

  /** A decision on a document of which only the id is known. */
  static Decision unscored(String id, PolicyDecision decided, Policy policy, long now) {
    return builder(id, decided, policy, now).build();
  }

  private static Decision.Builder builder(
      String id, PolicyDecision decided, Policy policy, long now) {
    return Decision.newBuilder()
        .setId(id)
        .setAction(decided.kind().text())
        .setRule(decided.rule())
        .setEvidence(decided.evidence())
        .setPolicy(policy.version())
        .setDecidedAt(Instant.ofEpochMilli(now));
  }
}
