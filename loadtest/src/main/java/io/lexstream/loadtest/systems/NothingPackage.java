package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A model package whose graph computes nothing and returns constant scores. The other files are
 * those of a real package. A pipeline with it does everything but run a model.
 */
final class NothingPackage {

  private static final String GRAPH = "nothing.onnx";

  private NothingPackage() {}

  /**
   * Creates the package.
   *
   * @param model a package with the inputs and outputs of the default packages
   * @param folder folder of the new package
   */
  static Path create(Path model, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : new String[] {"tokenizer.json", "config.json"}) {
      Files.copy(model.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    try (var graph = NothingPackage.class.getResourceAsStream(GRAPH)) {
      Files.write(folder.resolve(GRAPH), graph.readAllBytes());
    }
    var yaml = new YAMLMapper();
    JsonNode description = yaml.readTree(model.resolve("lexstream.yaml").toFile());
    var own = (ObjectNode) description;
    own.put("name", "nothing");
    own.putObject("graph").put("file", GRAPH);
    yaml.writeValue(folder.resolve("lexstream.yaml").toFile(), own);
    return folder;
  }
}
