package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineReaderTest {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @Test
  void theLastLineNeedsNoLineBreak() throws Exception {
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
  void anEmptyInputHasNoLines() throws Exception {
    // When
    var lines = read("");

    // Then
    assertThat(lines).isEmpty();
  }

  @Test
  void removesCarriageReturnsAtLineEnds() throws Exception {
    // When
    var lines = read("one\r\ntwo\rhalf\r\n\r\nthree\r");

    // Then
    assertThat(lines)
        .extracting(LineReaderTest::text)
        .containsExactly("one", "two\rhalf", "", "three");
  }

  @Test
  void removesAByteOrderMarkAtTheStart() throws Exception {
    // When
    var lines = read(BYTE_ORDER_MARK + "one\n" + BYTE_ORDER_MARK + "two\n");

    // Then
    assertThat(lines)
        .extracting(LineReaderTest::text)
        .containsExactly("one", BYTE_ORDER_MARK + "two");
    assertThat(lines.get(0).offset()).isEqualTo(3);
  }

  @Test
  void aByteOrderMarkAloneGivesNoLine() throws Exception {
    // When
    var lines = read(BYTE_ORDER_MARK);

    // Then
    assertThat(lines).isEmpty();
  }

  @Test
  void keepsALineAtTheLimitAndTruncatesALongerOne() throws Exception {
    // Given
    var input = "12345678\n123456789\n123456789\r\n12345678\r\n";

    // When
    var lines = SlowInput.readAll(new LineReader(SlowInput.stream(input.getBytes(UTF_8), 3), 8, 4));

    // Then
    assertThat(lines)
        .extracting(LineReaderTest::text)
        .containsExactly("12345678", "1234", "1234", "12345678");
    assertThat(lines).extracting(Line::length).containsExactly(8L, 9L, 9L, 8L);
    assertThat(lines).extracting(Line::isWhole).containsExactly(true, false, false, true);
  }

  private static List<Line> read(String text) throws IOException {
    return SlowInput.readAll(new LineReader(SlowInput.stream(text.getBytes(UTF_8), 2), 100, 10));
  }

  private static String text(Line line) {
    return new String(line.bytes(), UTF_8);
  }
}
