package io.lexstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryIdTest {

  @Property
  void parsesTheTextOfEveryEntry(
      @ForAll
          @StringLength(min = 1, max = 30)
          @CharRange(from = '-', to = '.')
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'a', to = 'z')
          String topic,
      @ForAll @IntRange int partition,
      @ForAll @LongRange long offset) {
    // Given
    var entry = new EntryId(topic, partition, offset);

    // When / Then
    assertThat(EntryId.parse(entry.toString())).contains(entry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "--",
        "a-1",
        "a-1-",
        "a--1",
        "-1-1",
        "a-b-1",
        "a-1-b",
        "a-1-99999999999999999999"
      })
  void returnsEmptyForOtherText(String text) {
    // When / Then
    assertThat(EntryId.parse(text)).isEmpty();
  }

  @Test
  void rejectsNegativeNumbers() {
    // When / Then
    assertThatThrownBy(() -> new EntryId("a", -1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void replacesTheHeaderOfAnEarlierStage() {
    // Given
    var headers = new RecordHeaders();
    EntryHeader.set(headers, new EntryId("lexstream.inbox", 0, 7));

    // When
    var next = EntryHeader.copyWith(headers, new EntryId("lexstream.documents", 1, 9));

    // Then
    assertThat(next.headers(HeaderNames.ENTRY)).hasSize(1);
    assertThat(EntryHeader.of(next)).contains(new EntryId("lexstream.documents", 1, 9));
    assertThat(EntryHeader.of(headers)).contains(new EntryId("lexstream.inbox", 0, 7));
  }
}
