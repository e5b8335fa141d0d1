package io.lexstream.platform;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process: one KRaft node, broker and controller at once, reachable
 * from this machine only. Topics are never created by themselves.
 *
 * <p>Thread safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String NODE = "1";
  private static final int ATTEMPTS = 5;

  /** The longest time that a transaction may be left open, for instance between two runs. */
  public static final Duration LONGEST_TRANSACTION = Duration.ofDays(7);

  private static final Duration IDS_KEPT = Duration.ofHours(12);

  /** What a broker with one node and small memory needs to differ from Kafka's defaults. */
  private static final Map<String, String> ONE_NODE =
      Map.ofEntries(
          entry("process.roles", "broker,controller"),
          entry("node.id", NODE),
          entry("controller.listener.names", "CONTROLLER"),
          entry("inter.broker.listener.name", "PLAINTEXT"),
          entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          entry("auto.create.topics.enable", "false"),
          entry("default.replication.factor", "1"),
          entry("offsets.topic.replication.factor", "1"),
          entry("offsets.topic.num.partitions", "1"),
          entry("transaction.state.log.replication.factor", "1"),
          entry("transaction.state.log.min.isr", "1"),
          entry("transaction.state.log.num.partitions", "1"),
          entry("share.coordinator.state.topic.replication.factor", "1"),
          entry("share.coordinator.state.topic.min.isr", "1"),
          entry("share.coordinator.state.topic.num.partitions", "1"),
          entry("group.initial.rebalance.delay.ms", "0"),
          entry("num.network.threads", "1"),
          entry("num.io.threads", "2"),
          entry("background.threads", "2"),
          entry("num.recovery.threads.per.data.dir", "1"),
          entry("log.cleaner.dedupe.buffer.size", "2097152"),
          // A restart may be long after: what waits to be committed must not time out before.
          entry("transaction.max.timeout.ms", Long.toString(LONGEST_TRANSACTION.toMillis())),
          // The job takes a new transactional id with every checkpoint.
          entry("transactional.id.expiration.ms", Long.toString(IDS_KEPT.toMillis())),
          // Deleted records leave the disk soon: small segments, looked at often.
          entry("log.segment.bytes", Integer.toString(32 << 20)),
          entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
          entry("log.retention.check.interval.ms", "5000"),
          entry("log.initial.task.delay.ms", "5000"),
          entry("log.segment.delete.delay.ms", "1000"),
          // On a busy machine one process may stand still for seconds, and nothing is lost by that.
          entry("initial.broker.registration.timeout.ms", "300000"),
          entry("controller.quorum.request.timeout.ms", "30000"),
          entry("metadata.max.idle.interval.ms", "10000"));

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts a broker at any free port; see {@link #start(Path, int)}. */
  public static EmbeddedBroker start(Path folder) throws IOException {
    return start(folder, 0);
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @param folder where it keeps its logs; what an earlier broker left there is kept
   * @param port 0 for any free one
   * @throws IOException if the port cannot be had or the folder cannot be written
   */
  public static EmbeddedBroker start(Path folder, int port) throws IOException {
    if (Files.notExists(folder.resolve("meta.properties"))) {
      format(folder);
    }
    for (int attempt = 1; ; attempt++) {
      var free = FreePorts.find();
      var ports = port == 0 ? free : new FreePorts(port, free.second());
      var address = "127.0.0.1:" + ports.first();
      var server = new KafkaRaftServer(new KafkaConfig(config(folder, ports), false), Time.SYSTEM);
      try {
        server.startup();
        return new EmbeddedBroker(server, address);
      } catch (RuntimeException e) {
        server.shutdown();
        server.awaitShutdown();
        if (attempt == ATTEMPTS || port != 0 || !isBindFailure(e)) {
          throw new IOException("the Kafka broker did not start: " + e.getMessage(), e);
        }
        LOG.info("port taken meanwhile, trying another: address={}", address);
      }
    }
  }

  private static Map<String, String> config(Path folder, FreePorts ports) {
    var broker = "PLAINTEXT://127.0.0.1:" + ports.first();
    var config = new HashMap<>(ONE_NODE);
    config.put("listeners", broker + ",CONTROLLER://127.0.0.1:" + ports.second());
    config.put("advertised.listeners", broker);
    config.put("controller.quorum.voters", NODE + "@127.0.0.1:" + ports.second());
    config.put("log.dirs", folder.toString());
    return config;
  }

  private static void format(Path folder) throws IOException {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8"))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(Integer.parseInt(NODE))
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setHasDynamicQuorum(false)
          .run();
    } catch (Exception e) {
      throw new IOException("cannot format " + folder + " for Kafka: " + e.getMessage(), e);
    }
  }

  private static boolean isBindFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || (cause.getMessage() != null && cause.getMessage().contains("failed to bind"))) {
        return true;
      }
    }
    return false;
  }

  /** Address for clients, {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Stops the broker and waits until its files are closed. Calling it again does nothing, and one
   * of two callers waits for the other: the controller must not be gone before the broker.
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.shutdown();
      server.awaitShutdown();
    }
  }
}
