package io.lexstream.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that the inputs and outputs of a graph match its package. */
final class GraphContract {

  private static final Set<OnnxJavaType> FLOATING_POINT =
      EnumSet.of(
          OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16, OnnxJavaType.DOUBLE);

  private final ModelPackage model;
  private final Path graph;

  GraphContract(ModelPackage model, Path graph) {
    this.model = model;
    this.graph = graph;
  }

  /** Name of the graph input with sentence numbers; empty if the package needs none. */
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
        Set.of(
            BatchTensors.INPUT_IDS,
            BatchTensors.ATTENTION_MASK,
            BatchTensors.TOKEN_TYPE_IDS,
            BatchTensors.POSITION_IDS);
    if (own.contains(sentences)) {
      throw new ModelPackageException(
          "%s uses input %s for sentence numbers, but that name is reserved: use another input"
              .formatted(model.descriptor(), sentences));
    }
    // Without the mask padding counts as text, and a row's result depends on its batch.
    for (String needed : List.of(BatchTensors.INPUT_IDS, BatchTensors.ATTENTION_MASK)) {
      require(
          inputs.containsKey(needed),
          "has inputs %s, but needs input %s".formatted(inputs.keySet(), needed));
    }
    require(
        sentences.isEmpty() || inputs.containsKey(sentences),
        "has inputs %s, but %s names input %s"
            .formatted(inputs.keySet(), model.descriptor(), sentences));
    for (var input : inputs.entrySet()) {
      require(
          own.contains(input.getKey()) || sentences.equals(input.getKey()),
          "has unsupported input %s: supported are input_ids, attention_mask, token_type_ids, position_ids%s"
              .formatted(input.getKey(), sentences.isEmpty() ? "" : " and " + sentences));
      TensorInfo tensor = tensor("input", input.getKey(), input.getValue());
      require(
          tensor.type == OnnxJavaType.INT64 && tensor.getShape().length == 2,
          "has input %s of type %s, expected INT64 [rows, tokens]"
              .formatted(input.getKey(), described(tensor)));
      require(
          Arrays.stream(tensor.getShape()).allMatch(size -> size < 0),
          "has input %s of fixed shape %s, expected dynamic axes for rows and tokens: export it with dynamic axes"
              .formatted(input.getKey(), Arrays.toString(tensor.getShape())));
    }
  }

  private void checkOutput(Head head, Map<String, NodeInfo> outputs) {
    NodeInfo output = outputs.get(head.output());
    require(
        output != null,
        PackageReader.namesOutputs(model)
            ? "has outputs %s, but %s names output %s for task %s"
                .formatted(
                    outputs.keySet(), model.descriptor(), head.output(), head.task().headName())
            : "has outputs %s, and not exactly one of them has the shape %s with %d labels: name the output in a lexstream.yaml"
                .formatted(outputs.keySet(), expectedShape(head), labels(head).size()));
    TensorInfo tensor = tensor("output", head.output(), output);
    int rank = rank(head);
    require(
        FLOATING_POINT.contains(tensor.type) && tensor.getShape().length == rank,
        "has output %s of type %s, expected FLOAT %s"
            .formatted(head.output(), described(tensor), expectedShape(head)));
    long last = tensor.getShape()[rank - 1];
    int labels = labels(head).size();
    if (labels > 0 && last >= 0 && last != labels) {
      throw new ModelPackageException(wrongLabels(graph, last, head, model.descriptor()));
    }
  }

  private static String expectedShape(Head head) {
    if (head instanceof Head.TextLabels) {
      return "[rows, labels]";
    }
    return head instanceof Head.TokenTags
        ? "[rows, tokens, labels]"
        : "[rows, sentences, dimension]";
  }

  /** Message for an output whose number of labels differs from the package. */
  static String wrongLabels(Path graph, long found, Head head, Path descriptor) {
    return "%s has %d labels in output %s, but %s names %d: %s"
        .formatted(graph, found, head.output(), descriptor, labels(head).size(), labels(head));
  }

  /** Number of axes of a head's output. */
  static int rank(Head head) {
    return head instanceof Head.TextLabels ? 2 : 3;
  }

  /** The labels of a head; empty if it has none. */
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
        "%s has %s %s of type %s, expected a tensor".formatted(graph, kind, name, node.getInfo()));
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
