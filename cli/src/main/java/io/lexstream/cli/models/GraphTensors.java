package io.lexstream.cli.models;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the inputs and outputs of a graph with ONNX Runtime. */
final class GraphTensors {

  /**
   * An input or output.
   *
   * @param direction {@code input} or {@code output}
   * @param shape type and axes, such as {@code int64 [rows, tokens]}
   */
  record Tensor(String direction, String name, String shape) {}

  private GraphTensors() {}

  /**
   * Returns all inputs and outputs of a graph. Open an analyzer first: it creates the environment
   * of ONNX Runtime with telemetry off.
   */
  static List<Tensor> of(Path graph) throws OrtException {
    var tensors = new ArrayList<Tensor>();
    try (var session = OrtEnvironment.getEnvironment().createSession(graph.toString())) {
      session.getInputInfo().values().forEach(info -> tensors.add(tensor("input", info)));
      session.getOutputInfo().values().forEach(info -> tensors.add(tensor("output", info)));
    }
    return tensors;
  }

  private static Tensor tensor(String direction, NodeInfo node) {
    return new Tensor(
        direction,
        node.getName(),
        node.getInfo() instanceof TensorInfo info ? shape(info) : node.getInfo().toString());
  }

  private static String shape(TensorInfo info) {
    long[] sizes = info.getShape();
    String[] names = info.getDimensionNames();
    var axes =
        IntStream.range(0, sizes.length)
            .mapToObj(
                i -> sizes[i] >= 0 ? "" + sizes[i] : names[i].isEmpty() ? "dynamic" : names[i])
            .collect(Collectors.joining(", ", "[", "]"));
    return info.type.toString().toLowerCase(Locale.ROOT) + " " + axes;
  }
}
