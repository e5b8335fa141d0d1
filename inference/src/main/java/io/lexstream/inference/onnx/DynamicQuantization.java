package io.lexstream.inference.onnx;

import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Detects graphs with dynamic quantization. It uses one scale for all rows of a batch, so a row's
 * scores depend on the batch.
 */
public final class DynamicQuantization {

  /** Common prefix of the operator names. */
  private static final byte[] OPERATOR = "DynamicQuantize".getBytes(StandardCharsets.US_ASCII);

  private DynamicQuantization() {}

  /** Whether a graph contains such an operator. Reads the file once. */
  public static boolean in(Path graph) {
    try (InputStream in = Files.newInputStream(graph)) {
      var block = new byte[1 << 16];
      int kept = 0;
      for (int read = in.read(block); read >= 0; ) {
        int size = kept + read;
        if (contains(block, size)) {
          return true;
        }
        // A name can cross the border of two blocks.
        kept = Math.min(size, OPERATOR.length - 1);
        System.arraycopy(block, size - kept, block, 0, kept);
        read = in.read(block, kept, block.length - kept);
      }
      return false;
    } catch (IOException e) {
      throw new ModelPackageException("cannot read " + graph, new UncheckedIOException(e));
    }
  }

  private static boolean contains(byte[] block, int size) {
    for (int i = 0; i + OPERATOR.length <= size; i++) {
      int same = 0;
      while (same < OPERATOR.length && block[i + same] == OPERATOR[same]) {
        same++;
      }
      if (same == OPERATOR.length) {
        return true;
      }
    }
    return false;
  }
}
