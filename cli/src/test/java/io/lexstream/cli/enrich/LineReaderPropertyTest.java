package io.lexstream.cli.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class LineReaderPropertyTest {

  @Property
  void linesWithTheirLineBreaksAreTheInput(
      @ForAll @Size(max = 200) List<@ByteRange(min = 9, max = 14) Byte> bytes,
      @ForAll @IntRange(min = 1, max = 17) int readAtOnce)
      throws Exception {
    // Given
    var input = new byte[bytes.size()];
    for (int i = 0; i < input.length; i++) {
      input[i] = bytes.get(i);
    }

    // When
    var lines = SlowInput.readAll(new LineReader(SlowInput.stream(input, readAtOnce), 1000, 10));

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
}
