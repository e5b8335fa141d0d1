package io.lexstream.flinkjobs;

/** What a read-committed reader is promised after failures. */
public enum Delivery {
  /** One result or dead letter for each record; visible once its checkpoint is complete. */
  EXACTLY_ONCE,
  /** At least one; visible at once, repeated after a failure. */
  AT_LEAST_ONCE
}
