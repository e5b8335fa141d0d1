package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Entity;
import io.lexstream.schemas.avro.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * The JSON form of an enriched document, on one line, for the command line, the HTTP API and the
 * dashboard. Absent parts are left out; {@code models} and {@code skipped} are always present.
 * Timestamps are ISO 8601 in UTC. Thread-safe.
 */
public final class EnrichedJson {

  private static final JsonFactory JSON = new JsonFactory();

  private EnrichedJson() {}

  /** One line of UTF-8 without a line break at the end. */
  public static byte[] write(EnrichedDocument enriched) {
    var bytes = new ByteArrayOutputStream(512);
    try (var json = JSON.createGenerator(bytes)) {
      document(json, enriched);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /** As {@link #write}, as text. */
  public static String line(EnrichedDocument enriched) {
    return new String(write(enriched), UTF_8);
  }

  /** Writes {@code enriched} as an object inside a larger document. */
  public static void write(EnrichedDocument enriched, JsonGenerator json) throws IOException {
    document(json, enriched);
  }

  /**
   * Reads the output of {@link #write}; unknown fields are ignored.
   *
   * @throws IllegalArgumentException if it is not such a document; the message is one line
   */
  public static EnrichedDocument read(byte[] line) {
    return EnrichedJsonReader.read(line);
  }

  private static void document(JsonGenerator json, EnrichedDocument enriched) throws IOException {
    json.writeStartObject();
    text(json, "id", enriched.getId());
    text(json, "source", enriched.getSource());
    text(json, "author", enriched.getAuthor());
    text(json, "text", enriched.getText());
    var language = enriched.getLanguage();
    if (language != null) {
      json.writeObjectFieldStart("language");
      text(json, "code", language.getCode());
      json.writeNumberField("score", language.getScore());
      json.writeEndObject();
    }
    classification(json, "sentiment", enriched.getSentiment());
    classification(json, "toxicity", enriched.getToxicity());
    if (enriched.getEntities() != null) {
      json.writeArrayFieldStart("entities");
      for (var entity : enriched.getEntities()) {
        entity(json, entity);
      }
      json.writeEndArray();
    }
    if (enriched.getSummary() != null) {
      summary(json, enriched.getSummary());
    }
    json.writeArrayFieldStart("models");
    for (var model : enriched.getModels()) {
      json.writeStartObject();
      text(json, "name", model.getName());
      text(json, "version", model.getVersion());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("skipped");
    for (var skipped : enriched.getSkipped()) {
      json.writeStartObject();
      text(json, "task", skipped.getTask());
      text(json, "reason", skipped.getReason());
      json.writeEndObject();
    }
    json.writeEndArray();
    time(json, "eventTime", enriched.getEventTime());
    time(json, "enrichedAt", enriched.getEnrichedAt());
    attributes(json, enriched.getAttributes());
    json.writeEndObject();
  }

  private static void classification(JsonGenerator json, String name, Classification found)
      throws IOException {
    if (found == null) {
      return;
    }
    json.writeObjectFieldStart(name);
    text(json, "label", found.getLabel());
    json.writeNumberField("score", found.getScore());
    json.writeObjectFieldStart("scores");
    for (var score : found.getScores().entrySet()) {
      json.writeNumberField(WellFormedText.of(score.getKey()), score.getValue());
    }
    json.writeEndObject();
    if (found.getDisguised()) {
      json.writeBooleanField("disguised", true);
    }
    json.writeEndObject();
  }

  private static void entity(JsonGenerator json, Entity entity) throws IOException {
    json.writeStartObject();
    text(json, "text", entity.getText());
    text(json, "type", entity.getType());
    json.writeNumberField("start", entity.getStart());
    json.writeNumberField("end", entity.getEnd());
    json.writeNumberField("score", entity.getScore());
    json.writeEndObject();
  }

  private static void summary(JsonGenerator json, Summary summary) throws IOException {
    json.writeObjectFieldStart("summary");
    text(json, "text", summary.getText());
    text(json, "method", summary.getMethod());
    json.writeArrayFieldStart("sentences");
    for (var sentence : summary.getSentences()) {
      json.writeStartObject();
      json.writeNumberField("start", sentence.getStart());
      json.writeNumberField("end", sentence.getEnd());
      json.writeNumberField("score", sentence.getScore());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void attributes(JsonGenerator json, Map<String, String> attributes)
      throws IOException {
    if (attributes.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("attributes");
    for (var attribute : attributes.entrySet()) {
      text(json, WellFormedText.of(attribute.getKey()), attribute.getValue());
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, WellFormedText.of(value)); // UTF-8 cannot encode a lone surrogate
    }
  }

  private static void time(JsonGenerator json, String name, Instant time) throws IOException {
    if (time != null) {
      json.writeStringField(name, time.toString());
    }
  }
}
