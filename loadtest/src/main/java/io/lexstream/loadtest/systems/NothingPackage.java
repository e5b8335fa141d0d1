package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lexstream.settings.yaml.Yaml;
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
    var json = new ObjectMapper();
    ObjectNode own = json.valueToTree(Yaml.read(model.resolve("lexstream.yaml")).toJava());
    own.put("name", "nothing");
    own.putObject("graph").put("file", GRAPH);
    json.writeValue(folder.resolve("lexstream.yaml").toFile(), own);
    return folder;
  }
}
