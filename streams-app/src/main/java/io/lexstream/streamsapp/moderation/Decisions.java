package io.lexstream.streamsapp.moderation;

import io.lexstream.schemas.avro.Decision;
import java.time.Instant;

/** Rulings as records of the decisions topic. */
final class Decisions {

  private Decisions() {}

  static Decision of(Facts facts, Ruling ruling, Policy policy, long now) {
    return builder(facts.id(), ruling, policy, now)
        .setSource(facts.source())
        .setAuthor(facts.author())
        .setLanguage(facts.language())
        .setEventTime(facts.eventTime() == null ? null : Instant.ofEpochMilli(facts.eventTime()))
        .build();
  }

  /** A decision on a document of which no more is known than its id. */
  static Decision unscored(String id, Ruling ruling, Policy policy, long now) {
    return builder(id, ruling, policy, now).build();
  }

  private static Decision.Builder builder(String id, Ruling ruling, Policy policy, long now) {
    return Decision.newBuilder()
        .setId(id)
        .setAction(ruling.action().text())
        .setRule(ruling.rule())
        .setEvidence(ruling.evidence())
        .setPolicy(policy.version())
        .setDecidedAt(Instant.ofEpochMilli(now));
  }
}
