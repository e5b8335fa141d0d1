package io.lexstream.loadtest.harness;

/** Hears how far a run is. */
public interface BenchProgress {

  /** Something has begun or is done, in one line. */
  void said(String line);
}
