package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.Parsed;
import io.lexstream.schemas.Stage;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.avro.Document;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads lines and sends valid documents to Kafka. An invalid line becomes a dead letter at once.
 * Runs on one thread.
 */
final class Feeder {

  /** Estimated memory of a line besides its bytes: objects, key and headers. */
  private static final int LINE_OVERHEAD = 512;

  /** Upper bound of headers and batch overhead besides key and value. */
  private static final int FRAMING_BYTES = 256;

  private static final int LARGEST_RECORD = Topic.DOCUMENTS.largestRecord();
  private static final String STAGE = Stage.INTAKE.toString();

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

  /** Reads all lines. Returns when the last one was sent or has its outcome. */
  void run() throws IOException, InterruptedException {
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      feed(line.get());
    }
    producer.flush();
  }

  private void feed(Line line) throws IOException, InterruptedException {
    window.admit(line.number(), line, line.bytes().length + LINE_OVERHEAD);
    if (!line.isWhole()) {
      answer(
          line,
          tooLarge(
              "the line has %d bytes, the limit is %d"
                  .formatted(line.length(), LineExchange.LONGEST_LINE)));
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
    int size = key.length + value.length + FRAMING_BYTES;
    if (size > LARGEST_RECORD) {
      answer(
          line,
          tooLarge(
              "all fields together have %d bytes, the limit is %d"
                  .formatted(size, LARGEST_RECORD)));
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

  /** Derives a missing id from the line number, so the same file always gives the same ids. */
  private Document withId(Document document, Line line) {
    return document.getId().isEmpty()
        ? Document.newBuilder(document).setId(inputName + ":" + line.number()).build()
        : document;
  }
}
