package io.lexstream.cli.enrich;

import io.lexstream.cli.enrich.OutputFailedException.Output;
import io.lexstream.schemas.EnrichedJson;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BiConsumer;

/**
 * Writes enriched documents to one stream and dead letters to another.
 *
 * <p>Thread safe.
 */
final class OutputLines implements Closeable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final OutputStream enriched;
  private final OutputStream dead;
  private final DeadLetterJson deadLetterJson = new DeadLetterJson();
  private final BiConsumer<Line, Outcome> listener;

  /**
   * @param listener called for each line after it was written
   */
  OutputLines(OutputStream enriched, OutputStream dead, BiConsumer<Line, Outcome> listener) {
    this.enriched = new BufferedOutputStream(enriched, BUFFER_BYTES);
    this.dead = new BufferedOutputStream(dead, BUFFER_BYTES);
    this.listener = listener;
  }

  /** Writes the outcome of one line. */
  synchronized void write(Line line, Outcome outcome) throws OutputFailedException {
    if (outcome instanceof Outcome.Enriched it) {
      writeLine(enriched, EnrichedJson.write(it.document()), Output.ENRICHED);
    } else {
      writeLine(dead, deadLetterJson.write(line, (Outcome.Dead) outcome), Output.DEAD_LETTERS);
    }
    listener.accept(line, outcome);
  }

  private static void writeLine(OutputStream stream, byte[] json, Output output)
      throws OutputFailedException {
    try {
      stream.write(json);
      stream.write('\n');
    } catch (IOException e) {
      throw new OutputFailedException(output, e);
    }
  }

  /** Passes on everything written so far. */
  synchronized void flush() throws OutputFailedException {
    flush(dead, Output.DEAD_LETTERS);
    flush(enriched, Output.ENRICHED);
  }

  private static void flush(OutputStream stream, Output output) throws OutputFailedException {
    try {
      stream.flush();
    } catch (IOException e) {
      throw new OutputFailedException(output, e);
    }
  }

  /** Flushes the streams. The caller closes them. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
