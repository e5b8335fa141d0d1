package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.loadtest.process.JavaCommand;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Creates the systems that are compared. They share a broker, a model and the machine. */
public final class Systems implements AutoCloseable {

  private static final String CHECKPOINT_INTERVAL = "1s";

  /** Rows of a batch in {@link #fixedBatches}. */
  private static final int FIXED_ROWS = 32;

  private final Programs programs;
  private final BrokerProcess broker;
  private final Path model;
  private final Path folder;
  private final Path logs;
  private final List<RegistrySerdes> serdes = new ArrayList<>();

  /**
   * @param model the package that every system runs
   * @param folder folder for configurations and Flink's files, deleted after the run
   * @param logs folder for what the processes write to standard error
   */
  public Systems(Programs programs, BrokerProcess broker, Path model, Path folder, Path logs) {
    this.programs = programs;
    this.broker = broker;
    this.model = model.toAbsolutePath();
    this.folder = folder.toAbsolutePath();
    this.logs = logs.toAbsolutePath();
  }

  /** The pipeline as it ships, but without its cache, which no other system has. */
  public StreamSystem pipeline() throws IOException {
    return job(SystemName.PIPELINE, model, Map.of(), true);
  }

  /** The pipeline with batches of a fixed number of rows in order of arrival. */
  public StreamSystem fixedBatches() throws IOException {
    return job(SystemName.FIXED_BATCHES, model, Map.of("batch-rows", FIXED_ROWS), true);
  }

  /** The pipeline with a graph that computes nothing: the cost of everything but the model. */
  public StreamSystem host() throws IOException {
    return job(
        SystemName.HOST, NothingPackage.create(model, folder.resolve("nothing")), Map.of(), false);
  }

  /** A Flink map that runs one document at a time. */
  public StreamSystem oneByOne() {
    var name = SystemName.ONE_BY_ONE;
    var input = name + "-documents";
    var output = name + "-results";
    var command =
        JavaCommand.of(
            OneByOneJob.class.getName(),
            broker.bootstrapServers(),
            input,
            output,
            model.toString(),
            folder.resolve("checkpoints-" + name).toString());
    return new StreamSystem(
        new StreamSystem.JobSpec(name, command, input, output, List.of(), new JsonFormat(), true),
        broker,
        logs);
  }

  /** A Python consumer. */
  public PythonSystem python(SystemName name, Path python, Path script) {
    return new PythonSystem(name, python, script, model, broker, logs);
  }

  private StreamSystem job(
      SystemName name, Path packageFolder, Map<String, Object> inference, boolean compared)
      throws IOException {
    // Each process has its own registry. All register schemas in the same order, so ids are equal.
    var url = "mock://bench-" + name;
    var topics = new Topics(name + ".");
    var connection =
        new ConnectionSettings(
            broker.bootstrapServers(), url, topics.prefix(), true, Map.of(), Map.of());
    var own = RegistrySerdes.open(connection);
    own.registerAll();
    serdes.add(own);
    var configuration = folder.resolve(name + ".yaml");
    write(configuration, name, url, topics, packageFolder, inference);
    var command =
        JavaCommand.of(
            programs.jobMain(),
            configuration.toString(),
            folder.resolve("flink-" + name).toString());
    return new StreamSystem(
        new StreamSystem.JobSpec(
            name,
            command,
            topics.name(Topic.DOCUMENTS),
            topics.name(Topic.ENRICHED),
            List.of(topics.name(Topic.DEAD_LETTERS)),
            new AvroFormat(own),
            compared),
        broker,
        logs);
  }

  private void write(
      Path file,
      SystemName name,
      String registry,
      Topics topics,
      Path packageFolder,
      Map<String, Object> inference)
      throws IOException {
    var engine = new TreeMap<String, Object>(inference);
    engine.put("cache-size", 0);
    engine.put("provider", "cpu");
    Files.createDirectories(folder);
    new ObjectMapper() // JSON is YAML
        .writeValue(
            file.toFile(),
            Map.of(
                "kafka", Map.of("bootstrap-servers", broker.bootstrapServers()),
                "registry", Map.of("url", registry, "auto-register", true),
                "topics", Map.of("prefix", topics.prefix()),
                "models", Map.of("packages", List.of(packageFolder.toString())),
                "enrichment",
                    Map.of(
                        "name",
                        "bench-" + name,
                        "checkpoint-interval",
                        CHECKPOINT_INTERVAL,
                        // A failed job must end instead of being measured.
                        "restart",
                        Map.of("attempts", 1)),
                "inference", engine));
  }

  @Override
  public void close() {
    serdes.forEach(RegistrySerdes::close);
  }
}
