package io.lexstream.cli.enrich;

import io.lexstream.platform.Timings;
import java.util.function.BiConsumer;

/** Counts outcomes and notifies the progress listener. Called by one thread at a time. */
final class ProgressReport implements BiConsumer<Line, Outcome> {

  private final Tally tally = new Tally();
  private final Progress progress;
  private final Timings timings;

  ProgressReport(Progress progress, Timings timings) {
    this.progress = progress;
    this.timings = timings;
  }

  @Override
  public void accept(Line line, Outcome outcome) {
    tally.add(outcome);
    if (outcome instanceof Outcome.Dead dead) {
      progress.dead(line.number(), dead.reason(), dead.message());
    } else {
      timings.reached("first record");
    }
    progress.answered(line.offset() + line.length(), tally);
  }

  Tally tally() {
    return tally;
  }
}
