package io.lexstream.inference.onnx;

import java.util.Map;

/**
 * What a graph says about one row: for each output its values for the row's own tokens of text or
 * sentences, padding and special tokens left out, in row-major order.
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
