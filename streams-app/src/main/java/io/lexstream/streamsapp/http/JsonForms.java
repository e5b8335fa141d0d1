package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexstream.schemas.EnrichedJson;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.streamsapp.read.query.DocumentQueries.DocumentState;
import io.lexstream.streamsapp.topology.archive.ModerationState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Converts documents, decisions and insights to their JSON forms. */
final class JsonForms {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonForms() {}

  /** A document in the JSON form that producers send. */
  static byte[] input(Document document) {
    var json = NODES.objectNode();
    json.put("id", document.getId());
    json.put("text", document.getText());
    putIfKnown(json, "source", document.getSource());
    putIfKnown(json, "author", document.getAuthor());
    putIfKnown(json, "language", document.getLanguage());
    putIfKnown(json, "eventTime", document.getEventTime());
    var attributes = json.putObject("attributes");
    document.getAttributes().forEach(attributes::put);
    try {
      return Responses.JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a document as JSON", e);
    }
  }

  /** An enriched document, with its decision under {@code moderation}. */
  static ObjectNode document(String id, DocumentState state) {
    var json = state.result().map(JsonForms::enriched).orElseGet(NODES::objectNode);
    if (!json.has("id")) {
      json.put("id", id);
    }
    state.moderation().ifPresent(decided -> json.set("moderation", moderation(decided)));
    return json;
  }

  static ObjectNode enriched(EnrichedDocument document) {
    try {
      return (ObjectNode) Responses.JSON.readTree(EnrichedJson.write(document));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the JSON form of an enriched document", e);
    }
  }

  static ObjectNode moderation(ModerationState state) {
    var json = NODES.objectNode();
    json.put("action", state.decision().text());
    json.put("rule", state.rule());
    var evidence = json.putObject("evidence");
    state.evidence().forEach(evidence::put);
    putIfKnown(json, "policy", state.policy());
    json.put("decidedAt", Instant.ofEpochMilli(state.decidedAt()).toString());
    if (state.verdict() != null) {
      json.set("verdict", verdict(state.verdict()));
    }
    return json;
  }

  static ObjectNode verdict(ModerationState.Verdict verdict) {
    var json = NODES.objectNode();
    json.put("verdict", verdict.kind().text());
    putIfKnown(json, "reviewer", verdict.reviewer());
    putIfKnown(json, "note", verdict.note());
    json.put("reviewedAt", Instant.ofEpochMilli(verdict.reviewedAt()).toString());
    return json;
  }

  /** A document that waits for a verdict, with what a reviewer needs for it. */
  static ObjectNode review(ModerationState state) {
    var json = moderation(state);
    json.put("id", state.id());
    putIfKnown(json, "source", state.source());
    putIfKnown(json, "author", state.author());
    putIfKnown(json, "language", state.language());
    return json;
  }

  static ObjectNode insight(Insight insight) {
    var json = NODES.objectNode();
    json.put("windowStart", insight.getWindowStart().toString());
    json.put("windowEnd", insight.getWindowEnd().toString());
    putIfKnown(json, "source", insight.getSource());
    putIfKnown(json, "language", insight.getLanguage());
    json.put("documents", insight.getDocuments());
    var sentiments = json.putObject("sentiments");
    insight.getSentiments().forEach(sentiments::put);
    json.put("toxic", insight.getToxic());
    if (insight.getToxicShare() != null) {
      json.put("toxicShare", insight.getToxicShare());
    }
    var entities = json.putArray("topEntities");
    insight
        .getTopEntities()
        .forEach(
            entity ->
                entities
                    .addObject()
                    .put("text", entity.getText())
                    .put("type", entity.getType())
                    .put("count", entity.getCount()));
    var decisions = json.putObject("decisions");
    insight.getDecisions().forEach(decisions::put);
    var deadLetters = json.putObject("deadLetters");
    insight.getDeadLetters().forEach(deadLetters::put);
    return json;
  }

  private static void putIfKnown(ObjectNode json, String name, Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }
}
