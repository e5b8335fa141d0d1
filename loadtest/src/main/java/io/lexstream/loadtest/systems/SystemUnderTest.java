package io.lexstream.loadtest.systems;

import io.lexstream.loadtest.workload.Workload;

/** A system that analyzes documents and can be measured. Used by one thread. */
public interface SystemUnderTest extends AutoCloseable {

  /** Which system it is. */
  SystemName name();

  /** Starts the system. It is idle until it receives documents. */
  void start() throws Exception;

  /**
   * Sends all documents at once and measures until the last result.
   *
   * @param round number that makes ids unique
   */
  Measurement drain(Workload workload, int round) throws Exception;

  /**
   * The same in alternation with the ceiling, if the system can be paused.
   *
   * @param ceiling the ceiling, which has loaded the texts of the workload
   */
  default Measurement drainBeside(CeilingSystem ceiling, Workload workload, int round)
      throws Exception {
    return drain(workload, round);
  }

  @Override
  void close();
}
