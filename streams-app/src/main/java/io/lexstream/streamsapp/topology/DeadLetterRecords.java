package io.lexstream.streamsapp.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.HeaderNames;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Creates records of the dead-letter topic. */
final class DeadLetterRecords {

  private final Topics topics;

  DeadLetterRecords(Topics topics) {
    this.topics = topics;
  }

  /**
   * Creates the dead letter of the record that failed in {@code context}.
   *
   * @param key raw key of the record read
   * @param value raw value of the record read
   * @param stage the stage that failed
   */
  ProducerRecord<byte[], byte[]> of(
      ErrorHandlerContext context, byte[] key, byte[] value, Stage stage, RecordFailure failure) {
    var original = context.headers() == null ? new RecordHeaders() : context.headers();
    var entry = entry(context, original);
    var headers = headers(original, entry, stage, failure);
    if (!fits(key, value, headers)) {
      // Records of other topics may be too large for a dead letter. A smaller dead letter is
      // written, since the partition could not advance without one. Its entry header says where the
      // record is.
      headers = headers(new RecordHeaders(), entry, stage, failure);
      boolean valueFits = fits(key, value, headers);
      headers.add(
          HeaderNames.OMITTED, (valueFits ? "headers" : "headers, key, value").getBytes(UTF_8));
      key = valueFits ? key : null;
      value = valueFits ? value : null;
    }
    long now = System.currentTimeMillis();
    boolean timeIsUsable =
        context.timestamp() >= 0 && context.timestamp() <= now + RecordTime.TOLERANCE.toMillis();
    return new ProducerRecord<>(
        topics.name(Topic.DEAD_LETTERS),
        null,
        timeIsUsable ? context.timestamp() : now,
        key,
        value,
        headers);
  }

  private static boolean fits(byte[] key, byte[] value, Headers headers) {
    return RecordSize.of(key) + RecordSize.of(value) + RecordSize.of(headers)
        <= RecordSize.largest(Topic.DEAD_LETTERS);
  }

  private static Headers headers(
      Headers original, EntryId entry, Stage stage, RecordFailure failure) {
    if (failure.cause() instanceof RejectedRecordException rejected) {
      var headers =
          DeadLetters.headersFor(original, entry, stage, failure.reason(), rejected.getMessage());
      rejected
          .documentId()
          .ifPresent(
              id ->
                  headers
                      .remove(DeadLetterDocument.ID_HEADER)
                      .add(DeadLetterDocument.ID_HEADER, id.getBytes(UTF_8)));
      return headers;
    }
    return DeadLetters.headersFor(original, entry, stage, failure.reason(), failure.cause());
  }

  /**
   * For a record of a repartition topic: the entry that it was made from, which its header carries.
   */
  private EntryId entry(ErrorHandlerContext context, Headers original) {
    Optional<EntryId> carried =
        context.topic().endsWith("-repartition") ? EntryHeader.of(original) : Optional.empty();
    return carried.orElseGet(
        () -> new EntryId(context.topic(), context.partition(), context.offset()));
  }
}
