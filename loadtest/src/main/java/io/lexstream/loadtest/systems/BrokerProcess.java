package io.lexstream.loadtest.systems;

import io.lexstream.loadtest.process.ChildProcess;
import io.lexstream.loadtest.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Kafka in a separate process, so that its CPU time is not counted for any system. */
public final class BrokerProcess implements AutoCloseable {

  /** One partition for each map of {@link OneByOneJob}, which runs one map per core. */
  static final int PARTITIONS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final String LARGEST_RECORD = Integer.toString(4 << 20);

  private final ChildProcess process;
  private final String bootstrapServers;

  private BrokerProcess(ChildProcess process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker.
   *
   * @param mainClass a program that takes a folder, prints {@code ready HOST:PORT}, and ends when
   *     its standard input ends
   */
  public static BrokerProcess start(String mainClass, Path folder, Path logs)
      throws IOException, InterruptedException {
    var process = ChildProcess.start("broker", JavaCommand.of(mainClass, folder.toString()), logs);
    try {
      return new BrokerProcess(process, process.nextLine(TIMEOUT).split(" ", 2)[1]);
    } catch (RuntimeException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Creates input topics, whose timestamps are set by the producer. */
  void createInputs(String... names) throws ExecutionException, InterruptedException {
    create("CreateTime", names);
  }

  /** Creates output topics, whose timestamps are the broker's append time, which is measured. */
  void createOutputs(String... names) throws ExecutionException, InterruptedException {
    create("LogAppendTime", names);
  }

  private void create(String timestamps, String... names)
      throws ExecutionException, InterruptedException {
    var topics = new ArrayList<NewTopic>();
    for (String name : names) {
      topics.add(
          new NewTopic(name, PARTITIONS, (short) 1)
              .configs(
                  Map.of(
                      TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                      timestamps,
                      TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                      LARGEST_RECORD)));
    }
    var properties =
        Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (var admin = Admin.create(properties)) {
      admin.createTopics(topics).all().get();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
