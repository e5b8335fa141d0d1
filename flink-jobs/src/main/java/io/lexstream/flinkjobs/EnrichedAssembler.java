package io.lexstream.flinkjobs;

import io.lexstream.inference.Analysis;
import io.lexstream.schemas.avro.Classification;
import io.lexstream.schemas.avro.Document;
import io.lexstream.schemas.avro.EnrichedDocument;
import io.lexstream.schemas.avro.Entity;
import io.lexstream.schemas.avro.Language;
import io.lexstream.schemas.avro.ModelRef;
import io.lexstream.schemas.avro.SkippedTask;
import io.lexstream.schemas.avro.Summary;
import io.lexstream.schemas.avro.SummarySentence;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Assembles the result from a document and its analysis. Thread safe. */
final class EnrichedAssembler {

  private final Clock clock;

  EnrichedAssembler(Clock clock) {
    this.clock = clock;
  }

  EnrichedDocument assemble(RawRecord raw, Document document, Analysis analysis) {
    return EnrichedDocument.newBuilder()
        .setId(document.getId())
        .setSource(document.getSource())
        .setAuthor(document.getAuthor())
        .setText(document.getText())
        .setLanguage(new Language(analysis.language().code(), analysis.language().score()))
        .setSentiment(analysis.sentiment().map(EnrichedAssembler::classification).orElse(null))
        .setToxicity(analysis.toxicity().map(EnrichedAssembler::classification).orElse(null))
        .setEntities(analysis.entities().map(EnrichedAssembler::entities).orElse(null))
        .setSummary(analysis.summary().map(EnrichedAssembler::summary).orElse(null))
        .setModels(
            analysis.models().stream()
                .map(model -> new ModelRef(model.name(), model.version()))
                .toList())
        .setSkipped(
            analysis.skipped().stream()
                .map(skipped -> new SkippedTask(skipped.task(), skipped.reason()))
                .toList())
        .setEventTime(eventTime(raw, document))
        .setEnrichedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .setAttributes(document.getAttributes())
        .build();
  }

  /** The event time of the document, or else the timestamp of the record, or else none. */
  private static Instant eventTime(RawRecord raw, Document document) {
    if (document.getEventTime() != null) {
      return document.getEventTime();
    }
    return raw.timestamp() < 0 ? null : Instant.ofEpochMilli(raw.timestamp());
  }

  private static Classification classification(
      io.lexstream.inference.Classification classification) {
    return new Classification(
        classification.label(),
        classification.score(),
        classification.scores(),
        classification.disguised());
  }

  private static List<Entity> entities(List<io.lexstream.inference.Entity> entities) {
    return entities.stream()
        .map(
            entity ->
                new Entity(
                    entity.text(),
                    entity.type(),
                    entity.span().start(),
                    entity.span().end(),
                    entity.score()))
        .toList();
  }

  private static Summary summary(io.lexstream.inference.Summary summary) {
    return new Summary(
        summary.text(),
        summary.method(),
        summary.sentences().stream()
            .map(
                sentence ->
                    new SummarySentence(
                        sentence.span().start(), sentence.span().end(), sentence.score()))
            .toList());
  }
}
