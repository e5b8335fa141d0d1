package io.lexstream.streamsapp.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetters;
import io.lexstream.schemas.EntryHeader;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.HeaderNames;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Dead letters as records of their topic. */
final class DeadLetterRecords {

  private static final Set<String> STAGES = Set.of("intake", "moderation", "archive", "analytics");

  private final Topics topics;

  DeadLetterRecords(Topics topics) {
    this.topics = topics;
  }

  /**
   * The dead letter of what {@code context} was working on.
   *
   * @param key of the record read, as bytes
   * @param value likewise
   */
  ProducerRecord<byte[], byte[]> of(
      ErrorHandlerContext context, byte[] key, byte[] value, Failure failure) {
    var original = context.headers() == null ? new RecordHeaders() : context.headers();
    var entry = entry(context, original);
    var headers = headers(original, entry, stage(context), failure);
    if (!fits(key, value, headers)) {
      // Topics that are not Lexstream's may hold more than a dead letter can. What happened must be
      // told all the same, or the record would stop its partition for ever; the entry says where
      // the rest is.
      headers = headers(new RecordHeaders(), entry, stage(context), failure);
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
    return SizeLimit.size(key) + SizeLimit.size(value) + SizeLimit.size(headers)
        <= SizeLimit.largest(Topic.DEAD_LETTERS);
  }

  private static Headers headers(Headers original, EntryId entry, String stage, Failure failure) {
    if (failure.cause() instanceof RejectedRecordException rejected) {
      var headers =
          DeadLetters.headersFor(original, entry, stage, failure.reason(), rejected.getMessage());
      rejected
          .documentId()
          .ifPresent(
              id ->
                  headers
                      .remove(LostDocument.ID_HEADER)
                      .add(LostDocument.ID_HEADER, id.getBytes(UTF_8)));
      return headers;
    }
    return DeadLetters.headersFor(original, entry, stage, failure.reason(), failure.cause());
  }

  /** Past a repartition topic, the entry is the one the platform's record was read from. */
  private EntryId entry(ErrorHandlerContext context, Headers original) {
    Optional<EntryId> carried =
        context.topic().endsWith("-repartition") ? EntryHeader.of(original) : Optional.empty();
    return carried.orElseGet(
        () -> new EntryId(context.topic(), context.partition(), context.offset()));
  }

  private String stage(ErrorHandlerContext context) {
    String node = context.processorNodeId() == null ? "" : context.processorNodeId();
    int dash = node.indexOf('-');
    if (dash > 0 && STAGES.contains(node.substring(0, dash))) {
      return node.substring(0, dash);
    }
    // A source: what is none of the platform's own topics, or its inbox, is read by intake.
    return topics
        .named(context.topic())
        .filter(topic -> topic != Topic.INBOX)
        .map(topic -> "moderation")
        .orElse("intake");
  }
}
