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

/** {@code lexstream topics create}: creates the topics of the platform that do not exist yet. */
@Command(
    name = "create",
    header = "Creates the topics of the platform and, with --registry, registers their schemas.",
    description = {"", "Existing topics are not changed.", ""},
    mixinStandardHelpOptions = true)
final class TopicsCreateCommand implements Callable<Integer> {

  private static final int TIMEOUT_MS = 30_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, separated by commas.")
  private String bootstrapServers;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "URL of the schema registry in which to register the schemas.")
  private Optional<String> registry = Optional.empty();

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Prefix of all topic names (default: ${DEFAULT-VALUE}).")
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
          "cannot create topics at %s: %s: check that Kafka runs there and that you may create topics"
              .formatted(bootstrapServers, e.getCause().getMessage()),
          e);
    }
    registry.ifPresent(url -> register(connection));
    return ExitCode.OK;
  }

  private static Map<String, Object> properties(ConnectionSettings connection) {
    var properties = connection.clientProperties();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
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
