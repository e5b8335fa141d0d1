package io.lexstream.flinkjobs;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.AnalysisRequest;
import io.lexstream.inference.RowFailedException;
import io.lexstream.schemas.DeadLetterReason;
import io.lexstream.schemas.avro.Document;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Processes one record: decode, analyze, assemble, write. No step runs on the caller's thread.
 *
 * <p>Thread safe. The future fails only if the record is not to blame: with {@link
 * io.lexstream.inference.EngineFailedException} after an engine failure, or with another exception
 * if the registry rejects the schema of the result.
 */
final class Enrichment {

  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final RetryingExecutor codec;
  private final DocumentDecoder decoder;
  private final Function<AnalysisRequest, CompletableFuture<Analysis>> analyzer;
  private final EnrichedAssembler assembler;
  private final OutcomeWriter writer;

  Enrichment(
      RetryingExecutor codec,
      DocumentDecoder decoder,
      Function<AnalysisRequest, CompletableFuture<Analysis>> analyzer,
      EnrichedAssembler assembler,
      OutcomeWriter writer) {
    this.codec = codec;
    this.decoder = decoder;
    this.analyzer = analyzer;
    this.assembler = assembler;
    this.writer = writer;
  }

  /** The record to write for this one. Returns immediately. */
  CompletableFuture<OutboundRecord> of(RawRecord raw) {
    return codec
        .submit(() -> decoder.decode(raw))
        .thenCompose(decoded -> outcome(raw, decoded))
        .thenCompose(outcome -> codec.submit(() -> writer.write(raw, outcome)));
  }

  private CompletableFuture<Outcome> outcome(RawRecord raw, Decoded decoded) {
    if (decoded instanceof Decoded.Rejected rejected) {
      return CompletableFuture.completedFuture(rejected.dead());
    }
    var document = ((Decoded.Valid) decoded).document();
    return analyzer
        .apply(new AnalysisRequest(document.getText(), language(document)))
        .handle((analysis, failure) -> outcome(raw, document, analysis, failure));
  }

  private Outcome outcome(RawRecord raw, Document document, Analysis analysis, Throwable failure) {
    if (failure == null) {
      return assembled(raw, document, analysis);
    }
    if (failure instanceof RowFailedException) {
      return Outcome.Dead.because(DeadLetterReason.INFERENCE_FAILED, failure);
    }
    throw new CompletionException(failure);
  }

  private Outcome assembled(RawRecord raw, Document document, Analysis analysis) {
    try {
      return new Outcome.Enriched(assembler.assemble(raw, document, analysis));
    } catch (RuntimeException e) {
      // The failure depends on document and analysis only, so it would repeat after every restart.
      return Outcome.Dead.because(DeadLetterReason.INFERENCE_FAILED, e);
    }
  }

  /**
   * The language that the producer gave, if it is ISO 639-1; {@code en-GB} counts as {@code en}.
   * Any other value, such as {@code English}, is ignored, and the language is identified.
   */
  private static Optional<String> language(Document document) {
    return Optional.ofNullable(document.getLanguage())
        .map(tag -> Locale.forLanguageTag(tag.strip().replace('_', '-')).getLanguage())
        .filter(LANGUAGES::contains);
  }
}
