package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JSON: documents {@code {"id", "text"}}, results {@code {"id", "sentiment": {"label"}, ...}}. */
final class JsonFormat implements MessageFormat {

  static final List<String> TASKS = List.of("sentiment", "toxicity");

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  @Override
  public byte[] document(String topic, String id, String text) {
    try {
      return JSON.writeValueAsBytes(Map.of("id", id, "text", text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> labels(String topic, byte[] result) {
    try {
      JsonNode json = JSON.readTree(result);
      var labels = new HashMap<String, String>();
      for (String task : TASKS) {
        var label = json.path(task).path("label");
        if (label.isTextual()) {
          labels.put(task, label.textValue());
        }
      }
      return labels;
    } catch (IOException e) {
      throw new UncheckedIOException("result is not valid JSON: " + e.getMessage(), e);
    }
  }
}
