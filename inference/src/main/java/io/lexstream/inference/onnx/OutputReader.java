package io.lexstream.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.batching.NonFiniteOutputException;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.tokens.WindowRow;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Extracts the values of each row from the output tensors of a batch. */
final class OutputReader {

  private final List<Head> heads;

  OutputReader(ModelPackage model) {
    this.heads = model.heads();
  }

  /**
   * The output of each row.
   *
   * @throws NonFiniteOutputException if the values of a row contain NaN or an infinity
   * @throws ModelPackageException if the shape of an output does not fit the rows of the batch
   */
  List<RowOutput> read(List<WindowRow> rows, Function<String, OnnxTensor> tensors)
      throws NonFiniteOutputException {
    var values = new ArrayList<Map<String, float[]>>();
    rows.forEach(row -> values.add(new HashMap<>()));
    var nonFinite = new TreeSet<Integer>();
    for (Head head : heads) {
      OnnxTensor tensor = tensors.apply(head.output());
      long[] shape = tensor.getInfo().getShape();
      checkShape(rows, head, shape);
      FloatBuffer buffer = floats(tensor);
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

  /** The values of a tensor of any floating-point type. */
  private static FloatBuffer floats(OnnxTensor tensor) {
    if (tensor.getInfo().type != OnnxJavaType.DOUBLE) {
      return tensor.getFloatBuffer();
    }
    DoubleBuffer doubles = tensor.getDoubleBuffer();
    var floats = FloatBuffer.allocate(doubles.remaining());
    while (doubles.hasRemaining()) {
      floats.put((float) doubles.get());
    }
    return floats.flip();
  }

  /** Without this check a row could read the values of the next row. */
  private static void checkShape(List<WindowRow> rows, Head head, long[] shape) {
    int tokens = rows.stream().mapToInt(WindowRow::tokens).max().orElseThrow();
    int sentences = rows.stream().mapToInt(WindowRow::sentenceCount).max().orElseThrow();
    boolean fits = shape[0] == rows.size();
    String expected = "[" + rows.size() + ", labels]";
    if (head instanceof Head.TokenTags) {
      fits &= shape[1] == tokens;
      expected = "[" + rows.size() + ", " + tokens + ", labels]";
    } else if (head instanceof Head.SentenceVectors) {
      fits &= shape[1] >= sentences;
      expected = "[" + rows.size() + ", " + sentences + " or more, dimension]";
    }
    if (!fits) {
      throw new ModelPackageException(
          "output %s has shape %s for %d row(s) of up to %d tokens, expected %s"
              .formatted(head.output(), Arrays.toString(shape), rows.size(), tokens, expected));
    }
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
