package io.lexstream.loadtest.harness;

import java.io.IOException;

/** Receives the progress of a run. */
public interface BenchProgress {

  /** A step has begun or has ended. */
  void step(String line);

  /** All rounds of a scenario have ended, and the results so far can be reported. */
  default void measured(Results results) throws IOException {}
}
