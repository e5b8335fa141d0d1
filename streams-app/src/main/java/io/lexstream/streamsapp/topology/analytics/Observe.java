package io.lexstream.streamsapp.topology.analytics;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.streamsapp.topology.Counts;
import io.lexstream.streamsapp.topology.DeadLetterDocument;
import io.lexstream.streamsapp.topology.RecordTime;
import io.lexstream.streamsapp.topology.StageProcessor;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Turns records of other topics into observations with the time of the event. That time is at most
 * the timestamp of the record, so that a wrong event time does not advance stream time.
 */
abstract class Observe<K, V> extends StageProcessor<K, V, Group, Observation> {

  private static final Group NOTHING_KNOWN = new Group(null, null);

  Observe() {
    super(Stage.ANALYTICS);
  }

  static Processor<String, EnrichedDocument, Group, Observation> documents() {
    return new Observe<>() {
      @Override
      protected void processRecord(Record<String, EnrichedDocument> enriched) {
        var document = enriched.value();
        if (document != null) {
          var language = document.getLanguage() == null ? null : document.getLanguage().getCode();
          forward(
              enriched,
              new Group(document.getSource(), language),
              Observation.Enriched.of(document),
              document.getEventTime());
        }
      }
    };
  }

  static Processor<String, Decision, Group, Observation> decisions() {
    return new Observe<>() {
      @Override
      protected void processRecord(Record<String, Decision> decided) {
        var decision = decided.value();
        if (decision != null) {
          forward(
              decided,
              new Group(decision.getSource(), decision.getLanguage()),
              new Observation.Decided(decision.getAction()),
              decision.getEventTime());
        }
      }
    };
  }

  static Processor<byte[], byte[], Group, Observation> deadLetters(Counts counts) {
    return new Observe<>() {
      @Override
      protected void processRecord(Record<byte[], byte[]> letter) {
        var reason = DeadLetterDocument.reasonOf(letter);
        counts.deadLetter(reason);
        forward(letter, NOTHING_KNOWN, new Observation.DeadLettered(reason), null);
      }
    };
  }

  void forward(Record<K, V> record, Group group, Observation observation, Instant claimed) {
    long time =
        RecordTime.ofEvent(claimed == null ? null : claimed.toEpochMilli(), record.timestamp());
    context().forward(new Record<>(group, observation, time));
  }
}
