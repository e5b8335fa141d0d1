package io.lexstream.schemas;

/** How large a platform the topics are for. */
public enum Scale {
  /** One broker on one machine. */
  LOCAL(1, 1),
  /** Three brokers or more: one may fail, and acknowledged records stay. */
  CLUSTER(3, 2);

  private final int replicas;
  private final int insyncReplicas;

  Scale(int replicas, int insyncReplicas) {
    this.replicas = replicas;
    this.insyncReplicas = insyncReplicas;
  }

  public short replicas() {
    return (short) replicas;
  }

  /** Replicas that must have a record before it counts as written. */
  public int insyncReplicas() {
    return insyncReplicas;
  }
}
