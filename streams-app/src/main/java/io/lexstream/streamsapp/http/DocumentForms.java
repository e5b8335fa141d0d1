package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexstream.schemas.EnrichedJson;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.streamsapp.read.query.DocumentQueries.Known;
import io.lexstream.streamsapp.topology.archive.ModerationState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Documents, decisions and insights in their JSON forms. */
final class DocumentForms {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DocumentForms() {}

  /** A document as producers write it. */
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
      throw new UncheckedIOException("a tree can always be written", e);
    }
  }

  /** An enriched document, with what was decided on it under {@code moderation}. */
  static ObjectNode known(String id, Known known) {
    var json = known.result().map(DocumentForms::enriched).orElseGet(NODES::objectNode);
    if (!json.has("id")) {
      json.put("id", id);
    }
    known.state().ifPresent(state -> json.set("moderation", moderation(state)));
    return json;
  }

  static ObjectNode enriched(EnrichedDocument document) {
    try {
      return (ObjectNode) Responses.JSON.readTree(EnrichedJson.write(document));
    } catch (IOException e) {
      throw new UncheckedIOException("the JSON form is JSON", e);
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
      var verdict = json.putObject("verdict");
      verdict.put("verdict", state.verdict().kind().text());
      putIfKnown(verdict, "reviewer", state.verdict().reviewer());
      putIfKnown(verdict, "note", state.verdict().note());
      verdict.put("reviewedAt", Instant.ofEpochMilli(state.verdict().reviewedAt()).toString());
    }
    return json;
  }

  /** A document that waits for a person: what they need to judge it. */
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
