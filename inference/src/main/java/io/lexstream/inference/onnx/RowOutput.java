package io.lexstream.inference.onnx;

import java.util.Map;

/**
 * The output of a graph for one row: the values of its tokens or sentences, without padding and
 * special tokens, in row-major order.
 *
 * @param values {@code [labels]}, {@code [tokens, labels]} or {@code [sentences, dimension]} by
 *     output name
 */
public record RowOutput(Map<String, float[]> values) {

  /** The values of one output. */
  public float[] of(String output) {
    return values.get(output);
  }
}
