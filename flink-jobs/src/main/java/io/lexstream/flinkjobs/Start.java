package io.lexstream.flinkjobs;

/** What the job does at a start without a checkpoint or savepoint. */
public enum Start {
  /** Starts only if its consumer group has no committed offsets; otherwise the start fails. */
  FROM_STATE,
  /**
   * Starts at the committed offsets of its group. Records that were in flight when the offsets were
   * committed are lost.
   */
  FROM_COMMITTED_OFFSETS
}
