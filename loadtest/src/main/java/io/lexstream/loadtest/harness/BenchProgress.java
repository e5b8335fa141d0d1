package io.lexstream.loadtest.harness;

import java.io.IOException;

/** Hears how far a run is. */
public interface BenchProgress {

  /** Something has begun or is done, in one line. */
  void said(String line);

  /** A scenario is through all its rounds; what was measured so far can be reported. */
  default void measured(Results results) throws IOException {}
}
