package io.lexstream.loadtest.ceiling;

import io.lexstream.inference.GraphRows;
import io.lexstream.inference.GraphRows.GraphRow;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch with its inputs.
 *
 * @param rows rows, longest first
 * @param longest length of the longest row in tokens
 * @param inputs tensors int64 {@code [rows, longest]} by input name
 */
record RowBatch(List<PlacedRow> rows, int longest, Map<String, LongBuffer> inputs) {

  /** A row and the index of its document. */
  record PlacedRow(int document, GraphRow row) {
    int tokens() {
      return row.ids().length;
    }
  }

  /** Batches of rows sorted by length. The longest come first, so that none is left for the end. */
  static List<RowBatch> of(List<PlacedRow> rows, Layout layout, GraphInputs names, long padding) {
    var sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingInt(PlacedRow::tokens).reversed());
    var batches = new ArrayList<RowBatch>();
    var batch = new ArrayList<PlacedRow>();
    for (PlacedRow row : sorted) {
      if (!batch.isEmpty() && !layout.allows(batch.size() + 1, batch.get(0).tokens())) {
        batches.add(filled(batch, names, padding));
        batch.clear();
      }
      batch.add(row);
    }
    if (!batch.isEmpty()) {
      batches.add(filled(batch, names, padding));
    }
    return batches;
  }

  private static RowBatch filled(List<PlacedRow> rows, GraphInputs names, long padding) {
    int longest = rows.get(0).tokens();
    var inputs = new LinkedHashMap<String, LongBuffer>();
    for (String name : names.all()) {
      var buffer =
          ByteBuffer.allocateDirect(rows.size() * longest * Long.BYTES)
              .order(ByteOrder.nativeOrder())
              .asLongBuffer();
      for (PlacedRow row : rows) {
        for (int token = 0; token < longest; token++) {
          buffer.put(value(name, names, row.row(), token, padding));
        }
      }
      inputs.put(name, buffer.flip());
    }
    return new RowBatch(List.copyOf(rows), longest, inputs);
  }

  private static long value(String name, GraphInputs names, GraphRow row, int token, long padding) {
    boolean inside = token < row.ids().length;
    if (name.equals(GraphInputs.IDS)) {
      return inside ? row.ids()[token] : padding;
    }
    if (name.equals(GraphInputs.MASK)) {
      return inside ? 1 : 0;
    }
    if (name.equals(names.sentences())) {
      return inside ? row.sentences()[token] : GraphRows.NO_SENTENCE;
    }
    return 0;
  }

  long[] shape() {
    return new long[] {rows.size(), longest};
  }

  /** Tokens without padding, including special tokens. */
  long tokens() {
    return rows.stream().mapToLong(PlacedRow::tokens).sum();
  }

  long paddedTokens() {
    return (long) rows.size() * longest;
  }

  /** Names of a graph's inputs. */
  record GraphInputs(List<String> all, String sentences) {
    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
  }
}
