package io.lexstream.inference.onnx;

import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds graphs whose scores depend on the batch: dynamic quantization takes one scale over all
 * rows.
 */
public final class DynamicQuantization {

  /** What the names of all such operators begin with. */
  private static final byte[] OPERATOR = "DynamicQuantize".getBytes(StandardCharsets.US_ASCII);

  private DynamicQuantization() {}

  /** Whether a graph holds such an operator. Reads the file once. */
  public static boolean in(Path graph) {
    try (InputStream in = Files.newInputStream(graph)) {
      var block = new byte[1 << 16];
      int kept = 0;
      for (int read = in.read(block); read >= 0; ) {
        int size = kept + read;
        if (contains(block, size)) {
          return true;
        }
        // The name may stand across two blocks.
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
