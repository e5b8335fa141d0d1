package io.lexstream.loadtest.systems;

import io.lexstream.loadtest.workload.Workload;

/** Something that analyzes documents and can be timed doing so. Used by one thread. */
public interface SystemUnderTest extends AutoCloseable {

  /** Short name, as in reports: {@code pipeline}, {@code ceiling}, {@code a}. */
  String name();

  /** Brings it up. It stays idle until it is given work. */
  void start() throws Exception;

  /**
   * Gives it all documents at once and measures until the last answer.
   *
   * @param round makes ids unique
   */
  Measurement drain(Workload workload, int round) throws Exception;

  /**
   * The same, in turns with the ceiling if the system can stand still.
   *
   * @param ceiling has loaded the texts of the workload
   */
  default Measurement drainBeside(CeilingSystem ceiling, Workload workload, int round)
      throws Exception {
    return drain(workload, round);
  }

  @Override
  void close();
}
