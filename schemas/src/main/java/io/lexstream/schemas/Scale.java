package io.lexstream.schemas;

/** The size of the Kafka cluster that topics are created for. */
public enum Scale {
  /** One broker on one machine. */
  LOCAL(1, 1),
  /** Three brokers or more. If one fails, no acknowledged record is lost. */
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

  /** Number of replicas that must have a record before a write is acknowledged. */
  public int insyncReplicas() {
    return insyncReplicas;
  }
}
