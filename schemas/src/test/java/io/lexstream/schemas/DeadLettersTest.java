package io.lexstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private static final EntryId ENTRY = new EntryId("lexstream.documents", 2, 41);

  @Test
  void writesHeadersOfKafkaStreamsWithStageAndReason() {
    // Given
    var original = new RecordHeaders().add("traceparent", "00-ab".getBytes(UTF_8));
    EntryHeader.set(original, new EntryId("lexstream.inbox", 0, 3));

    // When
    var headers =
        DeadLetters.headersFor(
            original,
            ENTRY,
            Stage.ENRICHMENT,
            DeadLetterReason.UNDECODABLE,
            new UndecodableException("cut short"));

    // Then
    assertThat(text(headers, "traceparent")).isEqualTo("00-ab");
    assertThat(text(headers, "lexstream-entry")).isEqualTo("lexstream.documents-2-41");
    assertThat(text(headers, "lexstream-error-stage")).isEqualTo("enrichment");
    assertThat(text(headers, "lexstream-error-reason")).isEqualTo("undecodable");
    assertThat(text(headers, "__streams.errors.exception"))
        .isEqualTo("io.lexstream.schemas.UndecodableException");
    assertThat(text(headers, "__streams.errors.message")).isEqualTo("cut short");
    assertThat(text(headers, "__streams.errors.stacktrace"))
        .startsWith("io.lexstream.schemas.UndecodableException: cut short");
    assertThat(text(headers, "__streams.errors.topic")).isEqualTo("lexstream.documents");
    assertThat(text(headers, "__streams.errors.partition")).isEqualTo("2");
    assertThat(text(headers, "__streams.errors.offset")).isEqualTo("41");
    assertThat(text(original, "lexstream-entry")).isEqualTo("lexstream.inbox-0-3");
  }

  @Test
  void truncatesStackTracesAndMessagesByBytes() {
    // Given
    var cause = new IllegalStateException("日本".repeat(10_000), deep(500));

    // When
    var headers =
        DeadLetters.headersFor(
            new RecordHeaders(), ENTRY, Stage.ENRICHMENT, "inference-failed", cause);

    // Then
    assertThat(headers.lastHeader(HeaderNames.ERROR_STACKTRACE).value().length)
        .isBetween(4 * 1024 - 3, 4 * 1024);
    assertThat(headers.lastHeader(HeaderNames.ERROR_MESSAGE).value().length)
        .isBetween(1024 - 3, 1024);
  }

  @Test
  void isWholeIfKeyAndValueArePresent() {
    assertThat(letter(new RecordHeaders()).isWhole()).isTrue();
    assertThat(letter(omitted("headers")).isWhole()).isTrue();
    assertThat(letter(omitted("headers, key, value")).isWhole()).isFalse();
  }

  @Test
  void removesTheOmittedHeaderFromAReplay() {
    // When
    var headers = DeadLetters.replayHeaders(letter(omitted("headers")));

    // Then
    assertThat(headers.lastHeader(HeaderNames.OMITTED)).isNull();
  }

  @Test
  void replacesTheHeadersOfAnEarlierFailure() {
    // Given
    var first =
        DeadLetters.headersFor(
            new RecordHeaders(),
            ENTRY,
            Stage.ENRICHMENT,
            "inference-failed",
            new IllegalStateException("NaN"));

    // When
    var second =
        DeadLetters.headersFor(
            first,
            new EntryId("lexstream.documents", 0, 99),
            Stage.ENRICHMENT,
            "too-large",
            "too large");

    // Then
    assertThat(Arrays.stream(second.toArray()).map(Header::key)).doesNotHaveDuplicates();
    assertThat(text(second, HeaderNames.ERROR_REASON)).isEqualTo("too-large");
    assertThat(second.lastHeader(HeaderNames.ERROR_EXCEPTION)).isNull();
    assertThat(text(second, HeaderNames.ENTRY)).isEqualTo("lexstream.documents-0-99");
  }

  @Test
  void readsWhatItWrites() {
    // Given
    var headers =
        DeadLetters.headersFor(
            new RecordHeaders(), ENTRY, Stage.INTAKE, "invalid-document", "text is missing");

    // When
    var letter = DeadLetter.from(consumed(headers));

    // Then
    assertThat(letter.entry()).isEqualTo(ENTRY);
    assertThat(letter.stage()).isEqualTo("intake");
    assertThat(letter.reason()).isEqualTo("invalid-document");
    assertThat(letter.message()).contains("text is missing");
    assertThat(letter.exception()).isEmpty();
    assertThat(letter.key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(letter.value()).isEqualTo("value".getBytes(UTF_8));
    assertThat(letter.timestamp()).isEqualTo(123);
  }

  @Test
  void readsDeadLettersOfKafkaStreamsOwnHandler() {
    // Given
    var headers = new RecordHeaders();
    EntryHeader.set(headers, new EntryId("lexstream.inbox", 0, 3)); // of the stage before
    headers.add("__streams.errors.exception", "java.lang.Error".getBytes(UTF_8));
    headers.add("__streams.errors.topic", "lexstream.enriched".getBytes(UTF_8));
    headers.add("__streams.errors.partition", "1".getBytes(UTF_8));
    headers.add("__streams.errors.offset", "5".getBytes(UTF_8));

    // When
    var letter = DeadLetter.from(consumed(headers));

    // Then
    assertThat(letter.entry()).isEqualTo(new EntryId("lexstream.enriched", 1, 5));
    assertThat(letter.reason()).isEqualTo("unknown");
    assertThat(letter.exception()).contains("java.lang.Error");
  }

  @Test
  void usesTheOwnEntryOfARecordWithoutHeaders() {
    // When
    var letter = DeadLetter.from(consumed(new RecordHeaders()));

    // Then
    assertThat(letter.entry()).isEqualTo(new EntryId("lexstream.dead-letters", 0, 8));
  }

  @Test
  void replaysWithTheOriginalHeadersAndTheFailedEntry() {
    // Given
    var original = new RecordHeaders().add("traceparent", "00-ab".getBytes(UTF_8));
    var headers =
        DeadLetters.headersFor(
            original,
            ENTRY,
            Stage.ENRICHMENT,
            "inference-failed",
            new IllegalStateException("NaN"));

    // When
    var replayed = DeadLetters.replayHeaders(DeadLetter.from(consumed(headers)));

    // Then
    assertThat(Arrays.stream(replayed.toArray()).map(Header::key))
        .containsExactlyInAnyOrder("traceparent", "lexstream-replay-of");
    assertThat(text(replayed, HeaderNames.REPLAY_OF)).isEqualTo("lexstream.documents-2-41");
  }

  private static Throwable deep(int frames) {
    return frames == 0 ? new IllegalStateException("bottom") : deep(frames - 1);
  }

  private static ConsumerRecord<byte[], byte[]> consumed(Headers headers) {
    return new ConsumerRecord<>(
        "lexstream.dead-letters",
        0,
        8,
        123,
        TimestampType.CREATE_TIME,
        3,
        5,
        "key".getBytes(UTF_8),
        "value".getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), UTF_8);
  }

  private static Headers omitted(String parts) {
    return new RecordHeaders().add(HeaderNames.OMITTED, parts.getBytes(UTF_8));
  }

  private static DeadLetter letter(Headers headers) {
    return DeadLetter.from(consumed(headers));
  }
}
