package io.lexstream.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Entity;
import io.lexstream.schemas.avro.Language;
import io.lexstream.schemas.avro.ModelRef;
import io.lexstream.schemas.avro.SkippedTask;
import io.lexstream.schemas.avro.Summary;
import io.lexstream.schemas.avro.SummarySentence;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the JSON form of an enriched document. */
final class EnrichedJsonReader {

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxNameLength(Integer.MAX_VALUE) // attributes may have long names
                      .build())
              .build());

  private EnrichedJsonReader() {}

  static EnrichedDocument read(byte[] line) {
    try {
      return document(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not JSON: " + Excerpt.line(e.getOriginalMessage(), 160), e);
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("not an enriched document: " + e.getMessage(), e);
    }
  }

  private static EnrichedDocument document(JsonNode node) {
    var language = node.get("language");
    return EnrichedDocument.newBuilder()
        .setId(text(node, "id"))
        .setSource(optionalText(node, "source"))
        .setAuthor(optionalText(node, "author"))
        .setText(text(node, "text"))
        .setLanguage(
            language == null
                ? null
                : new Language(text(language, "code"), number(language, "score")))
        .setSentiment(classification(node.get("sentiment")))
        .setToxicity(classification(node.get("toxicity")))
        .setEntities(
            node.has("entities") ? list(node, "entities", EnrichedJsonReader::entity) : null)
        .setSummary(summary(node.get("summary")))
        .setModels(
            list(
                node, "models", model -> new ModelRef(text(model, "name"), text(model, "version"))))
        .setSkipped(
            list(
                node, "skipped", task -> new SkippedTask(text(task, "task"), text(task, "reason"))))
        .setEventTime(time(node, "eventTime"))
        .setEnrichedAt(time(node, "enrichedAt"))
        .setAttributes(map(node.path("attributes"), JsonNode::asText))
        .build();
  }

  private static Classification classification(JsonNode node) {
    return node == null
        ? null
        : new Classification(
            text(node, "label"),
            number(node, "score"),
            map(node.path("scores"), JsonNode::asDouble),
            node.path("disguised").asBoolean(false));
  }

  private static Entity entity(JsonNode node) {
    return new Entity(
        text(node, "text"),
        text(node, "type"),
        offset(node, "start"),
        offset(node, "end"),
        number(node, "score"));
  }

  private static Summary summary(JsonNode node) {
    return node == null
        ? null
        : new Summary(
            text(node, "text"),
            text(node, "method"),
            list(
                node,
                "sentences",
                sentence ->
                    new SummarySentence(
                        offset(sentence, "start"),
                        offset(sentence, "end"),
                        number(sentence, "score"))));
  }

  private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
    var items = new ArrayList<T>();
    node.path(name).forEach(item -> items.add(read.apply(item)));
    return items;
  }

  private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> read) {
    var entries = new LinkedHashMap<String, T>();
    node.properties().forEach(entry -> entries.put(entry.getKey(), read.apply(entry.getValue())));
    return entries;
  }

  private static String text(JsonNode node, String name) {
    var value = optionalText(node, name);
    if (value == null) {
      throw new IllegalArgumentException("not an enriched document: " + name + " is missing");
    }
    return value;
  }

  private static String optionalText(JsonNode node, String name) {
    var value = node.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }

  private static double number(JsonNode node, String name) {
    return required(node, name).asDouble();
  }

  private static int offset(JsonNode node, String name) {
    return required(node, name).asInt();
  }

  private static JsonNode required(JsonNode node, String name) {
    var value = node.get(name);
    if (value == null || !value.isNumber()) {
      throw new IllegalArgumentException(
          "not an enriched document: " + name + " is missing or not a number");
    }
    return value;
  }

  private static Instant time(JsonNode node, String name) {
    var value = optionalText(node, name);
    return value == null ? null : Instant.parse(value);
  }
}
