package io.lexstream.settings;

import io.lexstream.settings.yaml.Yaml;
import io.lexstream.settings.yaml.YamlException;
import io.lexstream.settings.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a YAML file as dotted keys: {@code a: {b: 1}} and {@code a.b: 1} mean the same. */
final class SettingsFile {

  private final String name;
  private final Collection<String> ignoredSections;
  private final Map<String, RawValue> values = new LinkedHashMap<>();

  private SettingsFile(String name, Collection<String> ignoredSections) {
    this.name = name;
    this.ignoredSections = ignoredSections;
  }

  /** The values of {@code file}, without those of {@code ignoredSections}. */
  static Map<String, RawValue> read(Path file, Collection<String> ignoredSections) {
    var name = file.getFileName().toString();
    try {
      return new SettingsFile(name, ignoredSections).read(Yaml.read(file));
    } catch (YamlException e) {
      throw new SettingsException(e.messageFor(name), e);
    } catch (NoSuchFileException e) {
      throw new SettingsException(
          file + " does not exist: give the path of the configuration file", e);
    } catch (IOException e) {
      throw new SettingsException("cannot read " + file + ": " + e, e);
    }
  }

  private Map<String, RawValue> read(YamlNode root) {
    if (root instanceof YamlNode.Mapping mapping) {
      readSection("", mapping);
    } else if (!root.isNull()) {
      throw new SettingsException(
          origin(root.line())
              + ": expected keys and values, such as kafka.bootstrap-servers: HOST:PORT");
    }
    return values;
  }

  private void readSection(String prefix, YamlNode.Mapping section) {
    for (var entry : section.entries()) {
      var key = prefix + entry.key();
      var origin = origin(entry.line());
      if (ignoredSections.contains(Settings.section(key)) || entry.value().isNull()) {
        continue; // a key without a value sets nothing
      }
      if (entry.value() instanceof YamlNode.Mapping below) {
        readSection(key + ".", below);
      } else if (entry.value() instanceof YamlNode.Sequence sequence) {
        put(key, new RawValue(items(key, sequence), true, origin));
      } else if (entry.value() instanceof YamlNode.Scalar scalar) {
        put(key, RawValue.scalar(scalar.text(), origin));
      }
    }
  }

  private List<String> items(String key, YamlNode.Sequence sequence) {
    var items = new ArrayList<String>();
    for (var item : sequence.items()) {
      if (!(item instanceof YamlNode.Scalar scalar)) {
        throw new SettingsException(
            origin(item.line()) + ": " + key + " must be a list of plain values");
      }
      items.add(scalar.text());
    }
    return items;
  }

  private void put(String key, RawValue value) {
    var earlier = values.putIfAbsent(key, value);
    if (earlier != null) {
      throw new SettingsException(
          "%s: duplicate key %s, first set in %s: remove one"
              .formatted(value.origin(), key, earlier.origin()));
    }
  }

  private String origin(int line) {
    return name + " line " + line;
  }
}
