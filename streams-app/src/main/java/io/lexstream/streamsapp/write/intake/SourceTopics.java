package io.lexstream.streamsapp.write.intake;

import io.lexstream.schemas.Topics;
import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.write.intake.SourceTopic.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the configuration of topics besides the inbox:
 *
 * <pre>
 * intake:
 *   topics:
 *     support:                  # a name; also the source of documents without one
 *       topic: crm.tickets      # default: the name
 *       format: json            # json, cloudevents, avro or text
 *       text: /ticket/body      # a JSON Pointer, a field path (ticket.body), or $key
 *       id: /ticket/number
 *       time: /ticket/opened
 * </pre>
 *
 * Further paths are {@code author}, {@code source}, {@code language} and {@code attributes}. JSON
 * without paths has the form of documents.
 */
public final class SourceTopics {

  /** Field of a document by the key of its path. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "text", "text",
          "id", "id",
          "time", "eventTime",
          "author", "author",
          "source", "source",
          "language", "language",
          "attributes", "attributes");

  private SourceTopics() {}

  /**
   * The topics of a section of the configuration.
   *
   * @param section key of the section, for messages
   * @param given the keys of the section, with their values
   * @param platform the platform's own topics, which are rejected
   * @throws SettingsException if a key or value is invalid
   */
  public static List<SourceTopic> from(String section, Map<String, String> given, Topics platform) {
    var byName = new TreeMap<String, Map<String, String>>();
    given.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          if (dot < 0) {
            throw new SettingsException(
                section + "." + key + " must be a section with topic, format and paths");
          }
          byName
              .computeIfAbsent(key.substring(0, dot), unused -> new LinkedHashMap<>())
              .put(key.substring(dot + 1), value);
        });
    var topics = new ArrayList<SourceTopic>();
    byName.forEach((name, keys) -> topics.add(source(section + "." + name, name, keys)));
    requireForeign(section, topics, platform);
    return topics;
  }

  private static SourceTopic source(String section, String name, Map<String, String> keys) {
    var paths = new LinkedHashMap<String, FieldPath>();
    String topic = name;
    Optional<Format> format = Optional.empty();
    for (var entry : keys.entrySet()) {
      String key = entry.getKey();
      if (key.equals("topic")) {
        topic = entry.getValue();
      } else if (key.equals("format")) {
        format = Optional.of(format(section, entry.getValue()));
      } else if (FIELDS.containsKey(key)) {
        paths.put(FIELDS.get(key), path(section + "." + key, entry.getValue()));
      } else {
        throw new SettingsException(
            section + "." + key + " is unknown: the section may have topic, format, " + names());
      }
    }
    return new SourceTopic(
        name,
        topic,
        format.orElseThrow(
            () -> new SettingsException(section + ".format is missing: it must be " + formats())),
        fields(section, format.get(), paths));
  }

  private static Optional<FieldPaths> fields(
      String section, Format format, Map<String, FieldPath> paths) {
    return switch (format) {
      case JSON -> paths.isEmpty() ? Optional.empty() : Optional.of(mapped(section, paths));
      case AVRO -> Optional.of(mapped(section, paths));
      case CLOUDEVENTS -> Optional.of(FieldPaths.ofCloudEvents().with(paths));
      case TEXT -> Optional.of(FieldPaths.ofText().with(paths));
    };
  }

  private static FieldPaths mapped(String section, Map<String, FieldPath> paths) {
    if (!paths.containsKey("text")) {
      throw new SettingsException(
          section + ".text is missing: it must be the path of the text, for example /comment/body");
    }
    return new FieldPaths(paths);
  }

  private static FieldPath path(String key, String written) {
    try {
      return FieldPath.of(written);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          key
              + " is '"
              + written
              + "': it must be a JSON Pointer such as /comment/body, a field path, or $key",
          e);
    }
  }

  private static Format format(String section, String written) {
    return Arrays.stream(Format.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingsException(
                    section + ".format is '" + written + "': it must be " + formats()));
  }

  private static void requireForeign(String section, List<SourceTopic> sources, Topics platform) {
    var seen = new HashSet<String>();
    for (var source : sources) {
      if (source.name().equals("inbox") || platform.named(source.topic()).isPresent()) {
        throw new SettingsException(
            section + "." + source.name() + " is a topic of the platform: remove it");
      }
      if (!seen.add(source.topic())) {
        throw new SettingsException(
            section + "." + source.name() + ".topic is configured twice: remove one");
      }
    }
  }

  private static String names() {
    return String.join(", ", FIELDS.keySet().stream().sorted().toList());
  }

  private static String formats() {
    return "json, cloudevents, avro or text";
  }
}
