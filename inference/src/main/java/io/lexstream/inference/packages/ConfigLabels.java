package io.lexstream.inference.packages;

import com.fasterxml.jackson.databind.JsonNode;
import io.lexstream.inference.ModelPackageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the labels of a model from {@code id2label} or {@code label2id} of its {@code config.json}.
 */
final class ConfigLabels {

  /** The names that Transformers gives to labels without names. */
  private static final Pattern PLACEHOLDER = Pattern.compile("(?i)label[_ ]?\\d+|\\d+");

  private ConfigLabels() {}

  /** The labels in the order of their ids. Real names are preferred to placeholders. */
  static List<String> read(Path file, JsonNode config) {
    var byId = labels(file, "id2label", byId(file, config.path("id2label")));
    var byLabel = labels(file, "label2id", byLabel(config.path("label2id")));
    if (byId.isEmpty() && byLabel.isEmpty()) {
      throw new ModelPackageException(
          "%s has no id2label: add the labels in the order of the output, for example \"id2label\": {\"0\": \"negative\", \"1\": \"positive\"}"
              .formatted(file));
    }
    boolean named = !byLabel.isEmpty() && !arePlaceholders(byLabel);
    boolean replaces = byId.isEmpty() || (arePlaceholders(byId) && byId.size() == byLabel.size());
    return (named && replaces) || byId.isEmpty() ? byLabel : byId;
  }

  /** Whether all labels are placeholders such as {@code LABEL_0}. */
  static boolean arePlaceholders(List<String> labels) {
    return labels.stream().allMatch(label -> PLACEHOLDER.matcher(label).matches());
  }

  private static Map<Integer, String> byId(Path file, JsonNode id2label) {
    var labels = new TreeMap<Integer, String>();
    if (id2label.isArray()) {
      for (int id = 0; id < id2label.size(); id++) {
        labels.put(id, id2label.get(id).asText());
      }
      return labels;
    }
    for (var entry : id2label.properties()) {
      try {
        labels.put(Integer.parseInt(entry.getKey().strip()), entry.getValue().asText());
      } catch (NumberFormatException e) {
        throw new ModelPackageException(
            "%s: id2label has the id '%s', must be a number: use the index of the output, from 0 on"
                .formatted(file, entry.getKey()),
            e);
      }
    }
    return labels;
  }

  private static Map<Integer, String> byLabel(JsonNode label2id) {
    var labels = new TreeMap<Integer, String>();
    for (var entry : label2id.properties()) {
      if (entry.getValue().canConvertToInt() || entry.getValue().isTextual()) {
        labels.put(entry.getValue().asInt(-1), entry.getKey());
      }
    }
    return labels;
  }

  private static List<String> labels(Path file, String key, Map<Integer, String> byId) {
    var labels = new ArrayList<String>();
    for (int id = 0; id < byId.size(); id++) {
      String label = byId.get(id);
      if (label == null) {
        throw new ModelPackageException(
            "%s: %s has %d labels, but none for id %d: add a label for each output, from id 0 on"
                .formatted(file, key, byId.size(), id));
      }
      labels.add(label);
    }
    return labels;
  }
}
