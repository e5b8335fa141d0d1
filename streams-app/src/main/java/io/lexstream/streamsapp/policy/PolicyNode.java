package io.lexstream.streamsapp.policy;

import io.lexstream.settings.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A node of a policy file; its errors name the file and the line. */
record PolicyNode(String file, YamlNode node) {

  PolicyException problem(String problem) {
    return new PolicyException(file, node.line(), problem);
  }

  /** The entries of a mapping, whose keys must be among {@code known}. */
  Map<String, PolicyNode> mapping(String what, String... known) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw problem(what + " must be a mapping with keys among " + String.join(", ", known));
    }
    var entries = new LinkedHashMap<String, PolicyNode>();
    for (var entry : mapping.entries()) {
      if (!List.of(known).contains(entry.key())) {
        throw new PolicyException(
            file,
            entry.line(),
            "unknown key '%s' in %s: use one of %s"
                .formatted(entry.key(), what, String.join(", ", known)));
      }
      entries.put(entry.key(), new PolicyNode(file, entry.value()));
    }
    return entries;
  }

  PolicyNode required(Map<String, PolicyNode> entries, String key, String what, String content) {
    var value = entries.get(key);
    if (value == null) {
      throw problem(what + " needs '" + key + ":' with " + content);
    }
    return value;
  }

  boolean isScalar() {
    return node instanceof YamlNode.Scalar;
  }

  List<PolicyNode> items(String what) {
    if (!(node instanceof YamlNode.Sequence sequence) || sequence.items().isEmpty()) {
      throw problem(what + " must be a list of at least one item");
    }
    return sequence.items().stream().map(item -> new PolicyNode(file, item)).toList();
  }

  String text(String what) {
    if (!(node instanceof YamlNode.Scalar scalar) || scalar.text().isBlank()) {
      throw problem(what + " must be a text");
    }
    return scalar.text();
  }

  /** One text, or a list of them. */
  Set<String> texts(String what) {
    return isScalar()
        ? Set.of(text(what))
        : items(what).stream()
            .map(item -> item.text(what))
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The value that {@code read} returns for the text. Rejects the text if {@code read} returns
   * empty or throws.
   */
  <T> T value(String what, String expected, Function<String, Optional<T>> read) {
    String text = text(what);
    try {
      return read.apply(text)
          .orElseThrow(() -> problem(what + " is '" + text + "': it must be " + expected));
    } catch (NumberFormatException e) {
      throw problem(what + " is '" + text + "': it must be " + expected);
    }
  }
}
