package io.lexstream.streamsapp.deadletters;

import io.lexstream.schemas.DeadLetter;
import io.lexstream.streamsapp.read.feed.CommittedRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A dead letter without key and value.
 *
 * @param entry the entry that failed
 * @param stage the stage that failed
 * @param reason reason of the failure
 * @param message details of the failure, if known
 * @param timestamp timestamp of the record that failed
 * @param bytes size of its value
 * @param excerpt beginning of its text, if it has one
 */
public record DeadLetterSummary(
    DeadLetterId id,
    String entry,
    String stage,
    String reason,
    Optional<String> message,
    Instant timestamp,
    int bytes,
    Optional<String> excerpt) {

  static DeadLetterSummary of(CommittedRecord seen, TextExcerpts excerpts) {
    var consumed = seen.consumed();
    var letter = DeadLetter.from(consumed);
    return new DeadLetterSummary(
        new DeadLetterId(consumed.partition(), consumed.offset()),
        letter.entry().toString(),
        letter.stage(),
        letter.reason(),
        letter.message(),
        Instant.ofEpochMilli(letter.timestamp()),
        letter.value() == null ? 0 : letter.value().length,
        excerpts.of(letter));
  }
}
