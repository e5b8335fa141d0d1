package io.lexstream.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.lexstream.inference.tokens.WindowRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The input tensors of one batch: int64 {@code [rows, longest row]}.
 *
 * <p>Each thread reuses its direct buffers for the next batch, so a batch allocates no native
 * memory.
 */
final class BatchTensors implements AutoCloseable {

  static final String INPUT_IDS = "input_ids";
  static final String ATTENTION_MASK = "attention_mask";
  static final String TOKEN_TYPE_IDS = "token_type_ids";
  static final String POSITION_IDS = "position_ids";

  private static final ThreadLocal<Map<String, LongBuffer>> BUFFERS =
      ThreadLocal.withInitial(LinkedHashMap::new);

  private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

  private BatchTensors() {}

  /**
   * Fills a tensor for each input of a graph.
   *
   * @param inputs names of the graph's inputs
   * @param sentences name of the input with sentence numbers, empty if the graph has none
   * @param padding token id that fills short rows
   * @param firstPosition number of the first position
   */
  static BatchTensors fill(
      OrtEnvironment environment,
      List<WindowRow> rows,
      Set<String> inputs,
      String sentences,
      long padding,
      int firstPosition)
      throws OrtException {
    int longest = rows.stream().mapToInt(WindowRow::tokens).max().orElseThrow();
    var batch = new BatchTensors();
    try {
      for (String input : inputs) {
        LongBuffer buffer = buffer(input, rows.size() * longest);
        for (WindowRow row : rows) {
          if (input.equals(INPUT_IDS)) {
            buffer.put(row.ids());
            pad(buffer, longest - row.tokens(), padding);
          } else if (input.equals(ATTENTION_MASK)) {
            pad(buffer, row.tokens(), 1);
            pad(buffer, longest - row.tokens(), 0);
          } else if (input.equals(POSITION_IDS)) {
            for (int position = 0; position < row.tokens(); position++) {
              buffer.put(firstPosition + position);
            }
            pad(buffer, longest - row.tokens(), 0);
          } else if (input.equals(sentences)) {
            for (int sentence : row.sentences()) {
              buffer.put(sentence);
            }
            pad(buffer, longest - row.tokens(), WindowRow.NO_SENTENCE);
          } else {
            pad(buffer, longest, 0);
          }
        }
        long[] shape = {rows.size(), longest};
        batch.tensors.put(input, OnnxTensor.createTensor(environment, buffer.flip(), shape));
      }
      return batch;
    } catch (OrtException | RuntimeException | Error e) {
      batch.close();
      throw e;
    }
  }

  Map<String, OnnxTensor> byName() {
    return tensors;
  }

  private static void pad(LongBuffer buffer, int times, long value) {
    for (int i = 0; i < times; i++) {
      buffer.put(value);
    }
  }

  private static LongBuffer buffer(String input, int size) {
    LongBuffer buffer = BUFFERS.get().get(input);
    if (buffer == null || buffer.capacity() < size) {
      buffer =
          ByteBuffer.allocateDirect(Math.max(size, 1024) * Long.BYTES)
              .order(ByteOrder.nativeOrder())
              .asLongBuffer();
      BUFFERS.get().put(input, buffer);
    }
    return buffer.clear();
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
