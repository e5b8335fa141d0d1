package io.lexstream.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a YAML file as dotted keys. Values keep the text they were written with, so that {@code
 * 1.10} stays a version and {@code 010} does not become eight; nesting and dots mean the same.
 */
final class SettingsFile {

  private final String name;
  private final YAMLParser parser;
  private final Collection<String> others;
  private final Map<String, Given> values = new LinkedHashMap<>();

  private SettingsFile(String name, YAMLParser parser, Collection<String> others) {
    this.name = name;
    this.parser = parser;
    this.others = others;
  }

  /**
   * @param others top-level sections to pass over
   */
  static Map<String, Given> read(Path file, Collection<String> others) {
    try (var reader = Files.newBufferedReader(file);
        var parser = new YAMLFactory().createParser(reader)) {
      return new SettingsFile(file.getFileName().toString(), parser, others).read();
    } catch (NoSuchFileException e) {
      throw new SettingsException(file + " does not exist: name the configuration file", e);
    } catch (JsonProcessingException e) {
      var at = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
      throw new SettingsException(
          file.getFileName()
              + at
              + ": not YAML: "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    } catch (IOException e) {
      throw new SettingsException(file + " cannot be read: " + e, e);
    }
  }

  private Map<String, Given> read() throws IOException {
    var first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return values; // an empty file: all defaults
    }
    if (first != JsonToken.START_OBJECT) {
      throw new SettingsException(
          here() + ": expected keys and values, such as kafka.bootstrap-servers: HOST:PORT");
    }
    readSection("");
    if (parser.nextToken() != null) {
      throw new SettingsException(here() + ": a second document begins: keep one");
    }
    return values;
  }

  private void readSection(String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var key = prefix + parser.currentName();
      var origin = here();
      if (others.contains(Settings.section(key))) {
        parser.nextToken();
        parser.skipChildren();
        continue;
      }
      switch (parser.nextToken()) {
        case START_OBJECT -> readSection(key + ".");
        case START_ARRAY -> put(key, new Given(readList(key), true, origin));
        case VALUE_NULL -> {} // a key with nothing behind it: not set
        default -> put(key, Given.plain(plain(key), origin));
      }
    }
  }

  private List<String> readList(String key) throws IOException {
    var items = new ArrayList<String>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isScalarValue()) {
        throw new SettingsException(
            here() + ": " + key + " holds a list of more than plain values");
      }
      items.add(plain(key));
    }
    return List.copyOf(items);
  }

  /** The parser does not follow aliases: it would give the anchor's name for a value. */
  private String plain(String key) throws IOException {
    if (parser.isCurrentAlias()) {
      throw new SettingsException(
          here() + ": " + key + " is an alias, *" + parser.getText() + ": write the value itself");
    }
    return parser.getText();
  }

  private void put(String key, Given value) {
    var earlier = values.putIfAbsent(key, value);
    if (earlier != null) {
      throw new SettingsException(
          value.origin() + ": " + key + " is set already (" + earlier.origin() + "): keep one");
    }
  }

  private String here() {
    return name + " line " + parser.currentTokenLocation().getLineNr();
  }
}
