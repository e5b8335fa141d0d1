package io.lexstream.loadtest.ceiling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.settings.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The heads of a package's {@code lexstream.yaml}, read independently of the inference module.
 *
 * @param outputs names of all requested outputs
 * @param labels heads that label whole texts
 * @param sentencesInput name of the input with sentence numbers; empty if there is none
 */
record PackageHeads(List<String> outputs, List<LabelHead> labels, String sentencesInput) {

  /** A head that labels texts. */
  record LabelHead(String task, String output, List<String> labels, double temperature) {}

  static PackageHeads read(Path folder) throws IOException {
    JsonNode yaml =
        new ObjectMapper().valueToTree(Yaml.read(folder.resolve("lexstream.yaml")).toJava());
    var outputs = new ArrayList<String>();
    var labels = new ArrayList<LabelHead>();
    var sentences = Optional.<String>empty();
    for (JsonNode head : yaml.path("heads")) {
      var task = head.path("task").asText();
      outputs.add(head.path("output").asText());
      if (head.has("sentences")) {
        sentences = Optional.of(head.path("sentences").asText());
      }
      if (task.equals("sentiment") || task.equals("toxicity")) {
        var names = new ArrayList<String>();
        head.path("labels").forEach(name -> names.add(name.asText()));
        labels.add(
            new LabelHead(
                task, head.path("output").asText(), names, head.path("temperature").asDouble(1)));
      }
    }
    return new PackageHeads(outputs, labels, sentences.orElse(""));
  }
}
