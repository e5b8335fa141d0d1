package io.lexstream.cli.enrich;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Splits bytes into lines at {@code \n}. A carriage return before it and a byte order mark at the
 * start of the input are removed. The last line needs no line break. It works on bytes because a
 * line with invalid UTF-8 must not affect other lines.
 *
 * <p>Only the beginning of a line longer than the limit is kept, so memory is bounded. Not thread
 * safe.
 */
final class LineReader {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream input;
  private final int maxLineBytes;
  private final int keptOfLongLine;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private int position;
  private int limit;
  private long consumed;
  private long lines;

  /**
   * @param maxLineBytes longest line that is kept completely
   * @param keptOfLongLine number of bytes kept of a longer line
   */
  LineReader(InputStream input, int maxLineBytes, int keptOfLongLine) {
    if (keptOfLongLine > maxLineBytes) {
      throw new IllegalArgumentException(
          "keptOfLongLine is %d: it must be at most maxLineBytes, %d"
              .formatted(keptOfLongLine, maxLineBytes));
    }
    this.input = input;
    this.maxLineBytes = maxLineBytes;
    this.keptOfLongLine = keptOfLongLine;
  }

  /** Returns the number of input bytes read so far. */
  long consumed() {
    return consumed;
  }

  /** Returns the next line, or empty at the end of the input. Blocks until input is available. */
  Optional<Line> next() throws IOException {
    if (lines == 0) {
      skipByteOrderMark();
    }
    if (position == limit && !fill()) {
      return Optional.empty();
    }
    long offset = consumed;
    var kept = new ByteArrayOutputStream(Math.min(limit - position, 512));
    long length = 0;
    boolean ended = false;
    boolean returnAtEnd = false;
    do {
      int end = indexOfLineEnd();
      ended = end < limit;
      int part = end - position;
      if (part > 0) {
        int room = (int) Math.max(0, Math.min(part, maxLineBytes + 1L - kept.size()));
        kept.write(buffer, position, room);
        returnAtEnd = buffer[end - 1] == '\r';
      }
      length += part;
      take(ended ? part + 1 : part);
    } while (!ended && fill());
    lines++;
    return Optional.of(line(offset, kept.toByteArray(), returnAtEnd ? length - 1 : length));
  }

  private Line line(long offset, byte[] kept, long length) {
    int wanted = length > maxLineBytes ? keptOfLongLine : (int) length;
    byte[] bytes = kept.length == wanted ? kept : java.util.Arrays.copyOf(kept, wanted);
    return new Line(lines, offset, bytes, length);
  }

  private int indexOfLineEnd() {
    int index = position;
    while (index < limit && buffer[index] != '\n') {
      index++;
    }
    return index;
  }

  private void skipByteOrderMark() throws IOException {
    while (limit < BYTE_ORDER_MARK.length && startsLikeByteOrderMark()) {
      int read = input.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        return;
      }
      limit += read;
    }
    if (limit >= BYTE_ORDER_MARK.length && startsLikeByteOrderMark()) {
      take(BYTE_ORDER_MARK.length);
    }
  }

  private boolean startsLikeByteOrderMark() {
    int compared = Math.min(limit, BYTE_ORDER_MARK.length);
    return java.util.Arrays.equals(buffer, 0, compared, BYTE_ORDER_MARK, 0, compared);
  }

  private void take(int bytes) {
    position += bytes;
    consumed += bytes;
  }

  private boolean fill() throws IOException {
    int read = input.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(read, 0);
    return read > 0;
  }
}
