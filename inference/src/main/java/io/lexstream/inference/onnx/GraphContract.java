package io.lexstream.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that a graph's inputs and outputs are what its package says. */
final class GraphContract {

  private final ModelPackage model;
  private final Path graph;

  GraphContract(ModelPackage model, Path graph) {
    this.model = model;
    this.graph = graph;
  }

  /** Name of the graph input that numbers sentences; empty if the package needs none. */
  static String sentencesInput(ModelPackage model) {
    return model.heads().stream()
        .filter(Head.SentenceVectors.class::isInstance)
        .map(head -> ((Head.SentenceVectors) head).sentences())
        .findFirst()
        .orElse("");
  }

  void check(Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
    checkInputs(inputs);
    for (Head head : model.heads()) {
      checkOutput(head, outputs);
    }
  }

  private void checkInputs(Map<String, NodeInfo> inputs) {
    String sentences = sentencesInput(model);
    var own =
        Set.of(BatchTensors.INPUT_IDS, BatchTensors.ATTENTION_MASK, BatchTensors.TOKEN_TYPE_IDS);
    if (own.contains(sentences)) {
      throw new ModelPackageException(
          model.descriptor()
              + " numbers sentences in the input "
              + sentences
              + ", which has a meaning of its own: expected another");
    }
    // Without the mask padding would be text, and a row's result depend on its batch.
    for (String needed : List.of(BatchTensors.INPUT_IDS, BatchTensors.ATTENTION_MASK)) {
      require(
          inputs.containsKey(needed),
          "has inputs " + inputs.keySet() + ", expected " + needed + " among them");
    }
    require(
        sentences.isEmpty() || inputs.containsKey(sentences),
        "has inputs "
            + inputs.keySet()
            + ", expected "
            + sentences
            + " among them, as "
            + model.descriptor()
            + " says");
    for (var input : inputs.entrySet()) {
      require(
          own.contains(input.getKey()) || sentences.equals(input.getKey()),
          "has the input "
              + input.getKey()
              + ", expected none but input_ids, attention_mask, token_type_ids"
              + (sentences.isEmpty() ? "" : " and " + sentences));
      TensorInfo tensor = tensor("input", input.getKey(), input.getValue());
      require(
          tensor.type == OnnxJavaType.INT64 && tensor.getShape().length == 2,
          "has the input "
              + input.getKey()
              + " of "
              + described(tensor)
              + ", expected INT64 [rows, tokens]");
      require(
          Arrays.stream(tensor.getShape()).allMatch(size -> size < 0),
          "has the input "
              + input.getKey()
              + " of fixed shape "
              + Arrays.toString(tensor.getShape())
              + ", expected dynamic axes for rows and tokens: export it with dynamic axes");
    }
  }

  private void checkOutput(Head head, Map<String, NodeInfo> outputs) {
    NodeInfo output = outputs.get(head.output());
    require(
        output != null,
        "has outputs "
            + outputs.keySet()
            + ", expected "
            + head.output()
            + " for "
            + head.task().headName()
            + " among them, as "
            + model.descriptor()
            + " says");
    TensorInfo tensor = tensor("output", head.output(), output);
    int rank = head instanceof Head.TextLabels ? 2 : 3;
    require(
        (tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.FLOAT16)
            && tensor.getShape().length == rank,
        "has the output "
            + head.output()
            + " of "
            + described(tensor)
            + ", expected FLOAT "
            + (rank == 2
                ? "[rows, labels]"
                : head instanceof Head.TokenTags
                    ? "[rows, tokens, labels]"
                    : "[rows, sentences, dimension]"));
    long last = tensor.getShape()[rank - 1];
    int labels = labels(head).size();
    require(
        labels == 0 || last < 0 || last == labels,
        "gives "
            + last
            + " labels in output "
            + head.output()
            + ", but "
            + model.descriptor()
            + " names "
            + labels
            + ": "
            + labels(head));
  }

  /** The labels of a head, empty if it has none. */
  static List<String> labels(Head head) {
    if (head instanceof Head.TextLabels text) {
      return text.labels();
    }
    return head instanceof Head.TokenTags tokens ? tokens.labels() : List.of();
  }

  private TensorInfo tensor(String kind, String name, NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new ModelPackageException(
        graph + " has the " + kind + " " + name + " of " + node.getInfo() + ", expected a tensor");
  }

  private static String described(TensorInfo tensor) {
    return tensor.type + " " + Arrays.toString(tensor.getShape());
  }

  private void require(boolean satisfied, String problem) {
    if (!satisfied) {
      throw new ModelPackageException(graph + " " + problem);
    }
  }
}
