package io.lexstream.streamsapp.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A node of a policy file that knows its line, so that every complaint can name it. */
record PolicyNode(String file, Node node) {

  int line() {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  PolicyException problem(String problem) {
    return new PolicyException(file, line(), problem);
  }

  /** The entries of a mapping, whose keys must be among {@code known}. */
  Map<String, PolicyNode> mapping(String what, String... known) {
    if (!(node instanceof MappingNode mapping)) {
      throw problem(what + " must be a mapping with keys among " + String.join(", ", known));
    }
    var entries = new LinkedHashMap<String, PolicyNode>();
    for (var tuple : mapping.getValue()) {
      var key = new PolicyNode(file, tuple.getKeyNode());
      String name = key.text("a key");
      if (!List.of(known).contains(name)) {
        throw key.problem(
            "unknown key '" + name + "' in " + what + ": it takes " + String.join(", ", known));
      }
      if (entries.put(name, new PolicyNode(file, tuple.getValueNode())) != null) {
        throw key.problem("key '" + name + "' in " + what + " is a duplicate: remove one");
      }
    }
    return entries;
  }

  PolicyNode required(Map<String, PolicyNode> entries, String key, String what, String takes) {
    var value = entries.get(key);
    if (value == null) {
      throw problem(what + " needs '" + key + ":' with " + takes);
    }
    return value;
  }

  boolean isScalar() {
    return node instanceof ScalarNode;
  }

  List<PolicyNode> items(String what) {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw problem(what + " must be a list of at least one item");
    }
    return sequence.getValue().stream().map(item -> new PolicyNode(file, item)).toList();
  }

  String text(String what) {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw problem(what + " must be a text");
    }
    return scalar.getValue();
  }

  /** One text, or a list of them. */
  Set<String> texts(String what) {
    return isScalar()
        ? Set.of(text(what))
        : items(what).stream()
            .map(item -> item.text(what))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What {@code read} makes of the text; empty or an exception means it is not {@code takes}. */
  <T> T value(String what, String takes, Function<String, Optional<T>> read) {
    String text = text(what);
    try {
      return read.apply(text)
          .orElseThrow(() -> problem(what + " is '" + text + "': it must be " + takes));
    } catch (NumberFormatException e) {
      throw problem(what + " is '" + text + "': it must be " + takes);
    }
  }
}
