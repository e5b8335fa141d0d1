package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Parsed;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Document;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads lines, sends those that are documents to Kafka, and answers the others itself. Runs on one
 * thread.
 */
final class Feeder {

  /** Line, key and headers on top of a line's bytes, roughly. */
  private static final int WEIGHT_OF_A_LINE = 512;

  /** Headers and batch overhead on top of key and value, generously. */
  private static final int ROOM_FOR_FRAMING = 256;

  private static final int LARGEST_RECORD = Topic.DOCUMENTS.largestRecord();
  private static final String STAGE = "intake";

  private final String inputName;
  private final LineReader lines;
  private final DocumentJson documents = new DocumentJson();
  private final ReorderBuffer<Line, Outcome> window;
  private final Producer<byte[], byte[]> producer;
  private final Serializer<Document> serializer;
  private final String topic;
  private final Consumer<Exception> onSendFailure;

  Feeder(
      String inputName,
      LineReader lines,
      ReorderBuffer<Line, Outcome> window,
      Producer<byte[], byte[]> producer,
      Serializer<Document> serializer,
      String topic,
      Consumer<Exception> onSendFailure) {
    this.inputName = inputName;
    this.lines = lines;
    this.window = window;
    this.producer = producer;
    this.serializer = serializer;
    this.topic = topic;
    this.onSendFailure = onSendFailure;
  }

  /** Feeds every line. Returns when the last one was sent or answered. */
  void run() throws IOException, InterruptedException {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      feed(line.get());
    }
    producer.flush();
  }

  private void feed(Line line) throws IOException, InterruptedException {
    window.admit(line.number(), line, line.bytes().length + WEIGHT_OF_A_LINE);
    if (!line.isWhole()) {
      answer(
          line,
          tooLarge(
              "the line has "
                  + line.length()
                  + " bytes, the limit is "
                  + LineExchange.LONGEST_LINE));
      return;
    }
    var parsed = documents.parse(line.bytes());
    if (parsed instanceof Parsed.Invalid invalid) {
      answer(
          line, new Outcome.Dead("", STAGE, invalid.reason(), invalid.field(), invalid.message()));
    } else {
      send(line, withId(((Parsed.Valid) parsed).document(), line));
    }
  }

  private void send(Line line, Document document) throws IOException {
    byte[] key = document.getId().getBytes(UTF_8);
    byte[] value = serializer.serialize(topic, document);
    int size = key.length + value.length + ROOM_FOR_FRAMING;
    if (size > LARGEST_RECORD) {
      answer(
          line,
          tooLarge("all fields together have " + size + " bytes, the limit is " + LARGEST_RECORD));
      return;
    }
    var record =
        new ProducerRecord<>(
            topic, null, null, key, value, List.of(SequenceHeader.of(line.number())));
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure != null) {
            onSendFailure.accept(failure);
          }
        });
  }

  private void answer(Line line, Outcome outcome) throws IOException {
    window.answer(line.number(), outcome);
  }

  private static Outcome.Dead tooLarge(String message) {
    return new Outcome.Dead("", STAGE, DeadLetterReason.TOO_LARGE, "", message);
  }

  /**
   * The entry of a line is its place in the file, so the same file gives the same ids every time.
   */
  private Document withId(Document document, Line line) {
    return document.getId().isEmpty()
        ? Document.newBuilder(document).setId(inputName + ":" + line.number()).build()
        : document;
  }
}
