package io.lexstream.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import io.lexstream.inference.packages.Activation;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.PackageReader;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the output of a graph whose package does not name it. Optimum calls it {@code logits};
 * other exports use other names.
 */
final class GraphOutputs {

  private GraphOutputs() {}

  /** The package, with the only fitting output of the graph instead of a missing one. */
  static ModelPackage resolve(ModelPackage model, Map<String, NodeInfo> outputs) {
    return PackageReader.namesOutputs(model)
        ? model
        : model.withHeads(model.heads().stream().map(head -> resolve(head, outputs)).toList());
  }

  private static Head resolve(Head head, Map<String, NodeInfo> outputs) {
    if (outputs.containsKey(head.output())) {
      return head;
    }
    var fitting =
        outputs.entrySet().stream()
            .filter(output -> fits(head, output.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return fitting.size() == 1 ? withOutput(head, fitting.get(0)) : head;
  }

  private static boolean fits(Head head, NodeInfo output) {
    if (!(output.getInfo() instanceof TensorInfo tensor)) {
      return false;
    }
    long[] shape = tensor.getShape();
    int labels = GraphContract.labels(head).size();
    return shape.length == GraphContract.rank(head)
        && (shape[shape.length - 1] < 0 || shape[shape.length - 1] == labels);
  }

  private static Head withOutput(Head head, String output) {
    if (head instanceof Head.TextLabels text) {
      return new Head.TextLabels(
          text.task(),
          output,
          text.labels(),
          activation(text.activation(), output),
          text.temperature(),
          text.longTexts(),
          text.cleanLabel());
    }
    if (head instanceof Head.TokenTags tags) {
      return new Head.TokenTags(
          output,
          tags.labels(),
          activation(tags.activation(), output),
          tags.temperature(),
          tags.aggregation(),
          tags.words(),
          tags.transitions());
    }
    return head;
  }

  /** An output named after probabilities needs no activation. */
  private static Activation activation(Activation declared, String output) {
    String name = output.toLowerCase(Locale.ROOT);
    boolean scores = name.contains("prob") || name.contains("softmax") || name.contains("score");
    return scores ? Activation.NONE : declared;
  }
}
