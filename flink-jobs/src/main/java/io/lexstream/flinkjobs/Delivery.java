package io.lexstream.flinkjobs;

/** The delivery guarantee for a read-committed reader. */
public enum Delivery {
  /** One result or dead letter for each record, visible after its checkpoint. */
  EXACTLY_ONCE,
  /** At least one result or dead letter, visible at once, repeated after a failure. */
  AT_LEAST_ONCE
}
