package io.lexstream.embedded;

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
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process: one KRaft node that is broker and controller. It listens on
 * the loopback interface only. Topics are not created automatically.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String NODE = "1";
  private static final int ATTEMPTS = 5;

  /**
   * The longest transaction timeout that a producer may ask for. It covers the time between two
   * runs of the platform.
   */
  public static final Duration LONGEST_TRANSACTION = Duration.ofDays(7);

  private static final Duration TRANSACTIONAL_ID_EXPIRATION = Duration.ofHours(12);

  /** Differences from Kafka's defaults for one node with little memory. */
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
          // An uncommitted transaction must survive until the next start.
          entry("transaction.max.timeout.ms", Long.toString(LONGEST_TRANSACTION.toMillis())),
          // The job uses a new transactional id for each checkpoint.
          entry(
              "transactional.id.expiration.ms",
              Long.toString(TRANSACTIONAL_ID_EXPIRATION.toMillis())),
          // Small segments and frequent checks, so that deleted records free disk space soon.
          entry("log.segment.bytes", Integer.toString(32 << 20)),
          entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
          entry("log.retention.check.interval.ms", "5000"),
          entry("log.initial.task.delay.ms", "5000"),
          entry("log.segment.delete.delay.ms", "1000"),
          // A busy machine can stop this process for seconds without harm.
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

  /** Starts a broker on a free port; see {@link #start(Path, int, Map)}. */
  public static EmbeddedBroker start(Path folder) throws IOException {
    return start(folder, 0, Map.of());
  }

  /**
   * Starts a broker and waits until it accepts requests.
   *
   * @param folder folder for its logs; topics of an earlier broker in this folder are kept
   * @param port 0 for a free port
   * @param properties Kafka properties that override the defaults of this class
   * @throws IOException if the port is in use or the folder is not writable
   */
  public static EmbeddedBroker start(Path folder, int port, Map<String, String> properties)
      throws IOException {
    if (Files.notExists(folder.resolve("meta.properties"))) {
      format(folder);
    }
    Exit.setHaltProcedure((code, message) -> halt(folder, code));
    for (int attempt = 1; ; attempt++) {
      var free = FreePorts.find();
      var ports = port == 0 ? free : new FreePorts(port, free.second());
      var address = "127.0.0.1:" + ports.first();
      var server =
          new KafkaRaftServer(
              new KafkaConfig(config(folder, ports, properties), false), Time.SYSTEM);
      try {
        server.startup();
        return new EmbeddedBroker(server, address);
      } catch (RuntimeException e) {
        server.shutdown();
        server.awaitShutdown();
        if (attempt == ATTEMPTS || port != 0 || !isBindFailure(e)) {
          throw new IOException("Kafka broker failed to start: " + e.getMessage(), e);
        }
        LOG.info("port in use, trying another: address={}", address);
      }
    }
  }

  /** Kafka ends its process if it cannot write to its folder. It logs only the failed operation. */
  private static void halt(Path folder, int exitCode) {
    LOG.error(
        "Kafka broker failed and stops the process: folder={} freeMiB={}; if the disk is full, free"
            + " space and start again",
        folder,
        folder.toFile().getUsableSpace() >> 20);
    Runtime.getRuntime().halt(exitCode);
  }

  private static Map<String, String> config(
      Path folder, FreePorts ports, Map<String, String> properties) {
    var broker = "PLAINTEXT://127.0.0.1:" + ports.first();
    var config = new HashMap<>(ONE_NODE);
    config.putAll(properties);
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

  /** Kafka reports a port in use by a message only. */
  private static boolean isBindFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException
          || (cause.getMessage() != null && cause.getMessage().contains("failed to bind"))) {
        return true;
      }
    }
    return false;
  }

  /** The address for clients, {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Stops the broker and waits until its files are closed. A second call has no effect. A
   * concurrent call waits for the first one.
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
