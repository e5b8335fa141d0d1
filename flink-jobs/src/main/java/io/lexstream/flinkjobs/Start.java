package io.lexstream.flinkjobs;

/** What a job without a checkpoint or savepoint to begin from does. */
public enum Start {
  /** Begins only if its group has read nothing yet; else it refuses. */
  FROM_STATE,
  /**
   * Begins at the group's committed offsets; records in flight when they were committed are lost.
   */
  FROM_COMMITTED_OFFSETS
}
