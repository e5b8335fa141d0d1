package io.lexstream.cli.enrich;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Input that returns only a few bytes per read, like a pipe. */
final class SlowInput {

  private SlowInput() {}

  static List<Line> readAll(LineReader reader) throws IOException {
    var lines = new ArrayList<Line>();
    for (var line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(line.get());
    }
    return lines;
  }

  static InputStream stream(byte[] bytes, int readAtOnce) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, readAtOnce));
      }
    };
  }
}
