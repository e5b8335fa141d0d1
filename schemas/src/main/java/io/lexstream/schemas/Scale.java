package io.lexstream.schemas;

/** The size of the platform, which decides partitions and replicas. */
public enum Scale {
  /** One broker on one machine. */
  LOCAL(1, 1),
  /** Three brokers or more: acknowledged records survive the failure of one. */
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

  /** The number of replicas that must have a record before it is acknowledged. */
  public int insyncReplicas() {
    return insyncReplicas;
  }
}
