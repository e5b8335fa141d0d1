package io.lexstream.platform;

import java.util.concurrent.CompletableFuture;

/**
 * Kafka and Flink in this process, started side by side.
 *
 * <p>Thread safe.
 */
public final class LocalPlatform implements AutoCloseable {

  private final CompletableFuture<EmbeddedBroker> broker;
  private final CompletableFuture<LocalFlink> flink;

  private LocalPlatform(
      CompletableFuture<EmbeddedBroker> broker, CompletableFuture<LocalFlink> flink) {
    this.broker = broker;
    this.flink = flink;
  }

  /**
   * Begins to start both and returns at once.
   *
   * @param brokerPort 0 for any free one
   * @param slots the largest parallelism a job can have
   */
  public static LocalPlatform start(WorkFolder folder, int brokerPort, int slots, Timings timings) {
    var broker =
        Background.start(
            "start-kafka", () -> EmbeddedBroker.start(folder.newFolder("kafka"), brokerPort));
    var flink =
        Background.start("start-flink", () -> LocalFlink.start(folder.newFolder("flink"), slots));
    return new LocalPlatform(
        timings.whenDone("broker", broker.result()), timings.whenDone("flink", flink.result()));
  }

  /** The broker, once it serves. */
  public CompletableFuture<EmbeddedBroker> broker() {
    return broker;
  }

  /** The Flink cluster, once it takes jobs. */
  public CompletableFuture<LocalFlink> flink() {
    return flink;
  }

  /** Stops both; if they are just starting, as soon as they have. */
  @Override
  public void close() {
    // Flink first: its job would miss the broker. Who waited for a service has heard of its
    // failure.
    flink.handle((started, failure) -> closed(started)).join();
    broker.handle((started, failure) -> closed(started)).join();
  }

  private static boolean closed(LocalFlink started) {
    if (started != null) {
      started.close();
    }
    return started != null;
  }

  private static boolean closed(EmbeddedBroker started) {
    if (started != null) {
      started.close();
    }
    return started != null;
  }
}
