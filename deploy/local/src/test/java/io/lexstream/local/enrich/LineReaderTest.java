package io.lexstream.local.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Test
  void theLastLineNeedsNoEnd() throws Exception {
    // When
    var lines = read("one\ntwo");

    // Then
    assertThat(lines).extracting(LineReaderTest::text).containsExactly("one", "two");
  }

  @Test
  void anEmptyLineIsALine() throws Exception {
    // When
    var lines = read("one\n\ntwo\n");

    // Then
    assertThat(lines).extracting(LineReaderTest::text).containsExactly("one", "", "two");
    assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L);
    assertThat(lines).extracting(Line::offset).containsExactly(0L, 4L, 5L);
  }

  @Test
  void anEmptyInputHasNoLine() throws Exception {
    // When
    var lines = read("");

    // Then
    assertThat(lines).isEmpty();
  }

  @Test
  void carriageReturnsAtLineEndsAreDropped() throws Exception {
    // When
    var lines = read("one\r\ntwo\rhalf\r\n\r\nthree\r");

    // Then
    assertThat(lines)
        .extracting(LineReaderTest::text)
        .containsExactly("one", "two\rhalf", "", "three");
  }

  @Test
  void aByteOrderMarkAtTheStartIsDropped() throws Exception {
    // When
    var lines = read(BYTE_ORDER_MARK + "one\n" + BYTE_ORDER_MARK + "two\n");

    // Then
    assertThat(lines)
        .extracting(LineReaderTest::text)
        .containsExactly("one", BYTE_ORDER_MARK + "two");
    assertThat(lines.get(0).offset()).isEqualTo(3);
  }

  @Test
  void aByteOrderMarkAloneIsNoLine() throws Exception {
    // When
    var lines = read(BYTE_ORDER_MARK);

    // Then
    assertThat(lines).isEmpty();
  }

  @Test
  void aLineAtTheLimitIsWholeAndOneAboveIsCut() throws Exception {
    // Given
    var input = "12345678\n123456789\n123456789\r\n12345678\r\n";

    // When
    var lines = readAll(new LineReader(stream(input.getBytes(UTF_8), 3), 8, 4));

    // Then
    assertThat(lines)
        .extracting(LineReaderTest::text)
        .containsExactly("12345678", "1234", "1234", "12345678");
    assertThat(lines).extracting(Line::length).containsExactly(8L, 9L, 9L, 8L);
    assertThat(lines).extracting(Line::isWhole).containsExactly(true, false, false, true);
  }

  @Property
  void linesAndTheirEndsAreTheInput(
      @ForAll @Size(max = 200) List<@ByteRange(min = 9, max = 14) Byte> bytes,
      @ForAll @IntRange(min = 1, max = 17) int readAtOnce)
      throws Exception {
    // Given
    var input = new byte[bytes.size()];
    for (int i = 0; i < input.length; i++) {
      input[i] = bytes.get(i);
    }

    // When
    var lines = readAll(new LineReader(stream(input, readAtOnce), 1000, 10));

    // Then
    for (var line : lines) {
      int start = (int) line.offset();
      int end = start + (int) line.length();
      assertThat(line.bytes()).isEqualTo(Arrays.copyOfRange(input, start, end));
      assertThat(line.bytes()).doesNotContain('\n');
    }
    long ends = bytes.stream().filter(b -> b == '\n').count();
    boolean openEnd = input.length > 0 && input[input.length - 1] != '\n';
    assertThat(lines).hasSize((int) ends + (openEnd ? 1 : 0));
  }

  private static List<Line> read(String text) throws IOException {
    return readAll(new LineReader(stream(text.getBytes(UTF_8), 2), 100, 10));
  }

  private static List<Line> readAll(LineReader reader) throws IOException {
    var lines = new ArrayList<Line>();
    for (var line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(line.get());
    }
    return lines;
  }

  /** An input that, like a pipe, gives only a few bytes at once. */
  private static InputStream stream(byte[] bytes, int readAtOnce) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return super.read(target, offset, Math.min(length, readAtOnce));
      }
    };
  }

  private static String text(Line line) {
    return new String(line.bytes(), UTF_8);
  }
}
