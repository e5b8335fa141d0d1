package io.lexstream.settings.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** A part of a YAML document, with the line it starts on. Immutable. */
public sealed interface YamlNode {

  /** The line in the file, from 1. */
  int line();

  /** Whether the value is absent: an empty plain scalar, {@code ~} or {@code null}. */
  default boolean isNull() {
    return false;
  }

  /**
   * The node as {@code Map<String, Object>}, {@code List<Object>}, {@code String} or null. Numbers
   * and flags stay text as written: the caller converts them to the types that it needs.
   */
  Object toJava();

  /**
   * A single value.
   *
   * @param text the value as written, without quotes: {@code 1.10} stays {@code 1.10}
   * @param plain whether it is written without quotes
   */
  record Scalar(int line, String text, boolean plain) implements YamlNode {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    @Override
    public boolean isNull() {
      return plain && NULLS.contains(text);
    }

    @Override
    public Object toJava() {
      return isNull() ? null : text;
    }
  }

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Object toJava() {
      var list = new ArrayList<Object>();
      items.forEach(item -> list.add(item.toJava()));
      return list;
    }
  }

  /** Keys with their values, in the order of the file. Keys are unique. */
  record Mapping(int line, List<Entry> entries) implements YamlNode {

    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public Object toJava() {
      var map = new LinkedHashMap<String, Object>();
      entries.forEach(entry -> map.put(entry.key(), entry.value().toJava()));
      return map;
    }
  }

  /**
   * A key and its value.
   *
   * @param line the line of the key
   */
  record Entry(int line, String key, YamlNode value) {}

  /**
   * The line of the node at {@code path}, or of the nearest node above it that exists.
   *
   * @param path keys ({@code String}) and list indexes ({@code Integer}) from this node
   */
  default int lineOf(List<?> path) {
    if (path.isEmpty()) {
      return line();
    }
    var below = path.subList(1, path.size());
    if (this instanceof Mapping mapping) {
      for (var entry : mapping.entries()) {
        if (entry.key().equals(path.get(0))) {
          return below.isEmpty() ? entry.line() : entry.value().lineOf(below);
        }
      }
    }
    if (this instanceof Sequence sequence
        && path.get(0) instanceof Integer index
        && index >= 0
        && index < sequence.items().size()) {
      return sequence.items().get(index).lineOf(below);
    }
    return line();
  }
}
