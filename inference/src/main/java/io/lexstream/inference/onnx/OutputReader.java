package io.lexstream.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import io.lexstream.inference.batching.NonFiniteOutputException;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.tokens.WindowRow;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Takes each row's own values out of a batch's output tensors. */
final class OutputReader {

  private final List<Head> heads;

  OutputReader(ModelPackage model) {
    this.heads = model.heads();
  }

  /**
   * One output per row.
   *
   * @throws NonFiniteOutputException if a row's own values hold NaN or an infinity
   */
  List<RowOutput> read(List<WindowRow> rows, Function<String, OnnxTensor> tensors)
      throws NonFiniteOutputException {
    var values = new ArrayList<Map<String, float[]>>();
    rows.forEach(row -> values.add(new HashMap<>()));
    var nonFinite = new TreeSet<Integer>();
    for (Head head : heads) {
      OnnxTensor tensor = tensors.apply(head.output());
      long[] shape = tensor.getInfo().getShape();
      FloatBuffer buffer = tensor.getFloatBuffer();
      int stride = buffer.capacity() / rows.size();
      for (int r = 0; r < rows.size(); r++) {
        float[] own = own(rows.get(r), head, buffer, r * stride, (int) shape[shape.length - 1]);
        if (!finite(own)) {
          nonFinite.add(r);
        }
        values.get(r).put(head.output(), own);
      }
    }
    if (!nonFinite.isEmpty()) {
      throw new NonFiniteOutputException(nonFinite);
    }
    return values.stream().map(RowOutput::new).toList();
  }

  private static float[] own(WindowRow row, Head head, FloatBuffer buffer, int start, int width) {
    int skipped = 0;
    int count = 1;
    if (head instanceof Head.TokenTags) {
      skipped = row.textFrom();
      count = row.textSize();
    } else if (head instanceof Head.SentenceVectors) {
      count = row.sentenceCount();
    }
    var own = new float[count * width];
    buffer.get(start + skipped * width, own);
    return own;
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
