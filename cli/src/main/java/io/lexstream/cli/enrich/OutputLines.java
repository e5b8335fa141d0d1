package io.lexstream.cli.enrich;

import io.lexstream.schemas.EnrichedJson;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BiConsumer;

/**
 * Writes answered lines: enriched documents to one stream, dead letters to another.
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
   * @param listener hears of each line after it was written
   */
  OutputLines(OutputStream enriched, OutputStream dead, BiConsumer<Line, Outcome> listener) {
    this.enriched = new BufferedOutputStream(enriched, BUFFER_BYTES);
    this.dead = new BufferedOutputStream(dead, BUFFER_BYTES);
    this.listener = listener;
  }

  /** Writes the answer to one line. */
  synchronized void write(Line line, Outcome outcome) throws IOException {
    if (outcome instanceof Outcome.Enriched it) {
      writeEnriched(EnrichedJson.write(it.document()));
    } else {
      dead.write(deadLetterJson.write(line, (Outcome.Dead) outcome));
      dead.write('\n');
    }
    listener.accept(line, outcome);
  }

  private void writeEnriched(byte[] json) throws OutputFailedException {
    try {
      enriched.write(json);
      enriched.write('\n');
    } catch (IOException e) {
      throw new OutputFailedException(e);
    }
  }

  /** Hands on what was written so far. */
  synchronized void flush() throws IOException {
    dead.flush();
    try {
      enriched.flush();
    } catch (IOException e) {
      throw new OutputFailedException(e);
    }
  }

  /** Flushes; the streams belong to whoever opened them. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
