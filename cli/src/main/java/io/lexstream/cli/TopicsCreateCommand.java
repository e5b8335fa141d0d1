package io.lexstream.cli;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Scale;
import io.lexstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code lexstream topics create}: every topic of the platform; those that are there stay as they
 * are.
 */
@Command(
    name = "create",
    header = "Creates the topics of the platform, and registers their schemas where asked to.",
    description = {"", "Topics that are there already stay as they are.", ""},
    mixinStandardHelpOptions = true)
final class TopicsCreateCommand implements Callable<Integer> {

  private static final int PATIENCE_MS = 30_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Brokers to ask, with commas between.")
  private String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "The schema registry to register the schemas in.")
  private Optional<String> registry = Optional.empty();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Begins every topic's name (default: ${DEFAULT-VALUE}).")
  private String prefix = Topics.DEFAULT_PREFIX;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description =
          "local: one broker, few partitions; cluster: three replicas (default: ${DEFAULT-VALUE}).")
  private Scale scale = Scale.CLUSTER;

  @Override
  public Integer call() throws InterruptedException {
    var connection =
        new ConnectionSettings(
            bootstrapServers, registry.orElse("mock://none"), prefix, false, Map.of(), Map.of());
    try (var admin = Admin.create(properties(connection))) {
      for (var topic : connection.topics().all(scale)) {
        spec.commandLine().getOut().println(topic.name() + " " + create(admin, topic));
      }
    } catch (ExecutionException e) {
      throw CommandFailedException.failed(
          "cannot create topics at "
              + bootstrapServers
              + " ("
              + e.getCause().getMessage()
              + "): check that Kafka runs there and may be written",
          e);
    }
    registry.ifPresent(url -> register(connection));
    return ExitCode.OK;
  }

  private static Map<String, Object> properties(ConnectionSettings connection) {
    var properties = connection.clientProperties();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
    return properties;
  }

  private static String create(Admin admin, NewTopic topic)
      throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get();
      return "created";
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return "exists";
      }
      throw e;
    }
  }

  private static void register(ConnectionSettings connection) {
    try (var serdes = RegistrySerdes.open(connection)) {
      serdes.registerAll();
    }
  }
}
