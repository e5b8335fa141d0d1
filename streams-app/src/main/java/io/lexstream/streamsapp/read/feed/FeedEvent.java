package io.lexstream.streamsapp.read.feed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexstream.schemas.DeadLetter;
import io.lexstream.schemas.EnrichedJson;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import java.time.Instant;

/** An event of the feed. Immutable. */
public sealed interface FeedEvent {

  /** The type, as in filters and in the event stream. */
  String type();

  /** The document's source; null if it has none or it is unknown. */
  String source();

  /** The document's language; null if it is unknown. */
  String language();

  /** Whether sentiment, toxicity, decision or reason equals {@code label}. */
  boolean hasLabel(String label);

  /** The event as one line of JSON. */
  String json();

  /** A document was enriched. */
  record Enriched(EnrichedDocument document) implements FeedEvent {
    static final String TYPE = "enriched";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String source() {
      return document.getSource();
    }

    @Override
    public String language() {
      return document.getLanguage() == null ? null : document.getLanguage().getCode();
    }

    @Override
    public boolean hasLabel(String label) {
      return isLabelled(document.getSentiment(), label)
          || isLabelled(document.getToxicity(), label);
    }

    @Override
    public String json() {
      return EnrichedJson.line(document);
    }

    private static boolean isLabelled(Classification classification, String label) {
      return classification != null && classification.getLabel().equals(label);
    }
  }

  /** A decision was made. */
  record Decided(Decision decision) implements FeedEvent {
    static final String TYPE = "decision";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String source() {
      return decision.getSource();
    }

    @Override
    public String language() {
      return decision.getLanguage();
    }

    @Override
    public boolean hasLabel(String label) {
      return decision.getAction().equals(label);
    }

    @Override
    public String json() {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("id", decision.getId());
      putIfKnown(json, "source", decision.getSource());
      putIfKnown(json, "author", decision.getAuthor());
      putIfKnown(json, "language", decision.getLanguage());
      json.put("action", decision.getAction());
      json.put("rule", decision.getRule());
      var evidence = json.putObject("evidence");
      decision.getEvidence().forEach(evidence::put);
      json.put("decidedAt", decision.getDecidedAt().toString());
      return json.toString();
    }
  }

  /** A record became a dead letter. The event does not contain its bytes. */
  record DeadLettered(DeadLetter letter) implements FeedEvent {
    static final String TYPE = "dead-letter";

    @Override
    public String type() {
      return TYPE;
    }

    @Override
    public String source() {
      return null;
    }

    @Override
    public String language() {
      return null;
    }

    @Override
    public boolean hasLabel(String label) {
      return letter.reason().equals(label);
    }

    @Override
    public String json() {
      var json = JsonNodeFactory.instance.objectNode();
      json.put("entry", letter.entry().toString());
      json.put("stage", letter.stage());
      json.put("reason", letter.reason());
      letter.message().ifPresent(message -> json.put("message", message));
      json.put("timestamp", Instant.ofEpochMilli(letter.timestamp()).toString());
      return json.toString();
    }
  }

  private static void putIfKnown(ObjectNode json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
