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

/** Makes the systems that are compared. They share a broker, the model and the machine. */
public final class Systems implements AutoCloseable {

  private static final String CHECKPOINT_INTERVAL = "1s";

  /** Rows of a batch in baseline b. */
  private static final int COUNTED_ROWS = 32;

  private final Platform platform;
  private final BrokerProcess broker;
  private final Path model;
  private final Path folder;
  private final Path logs;
  private final List<RegistrySerdes> serdes = new ArrayList<>();

  /**
   * @param model the package every system runs
   * @param folder for configurations and Flink's files, which go with the run
   * @param logs for what the processes write to standard error
   */
  public Systems(Platform platform, BrokerProcess broker, Path model, Path folder, Path logs) {
    this.platform = platform;
    this.broker = broker;
    this.model = model.toAbsolutePath();
    this.folder = folder.toAbsolutePath();
    this.logs = logs.toAbsolutePath();
  }

  /** The pipeline as it ships, but without its cache of repeats, which no other has. */
  public StreamSystem pipeline() throws IOException {
    return job("pipeline", model, Map.of(), true);
  }

  /** Baseline b: the pipeline with batches by count, first come first served. */
  public StreamSystem countBatching() throws IOException {
    return job("b", model, Map.of("batch-rows", COUNTED_ROWS), true);
  }

  /** The host's ceiling: the pipeline with a graph that computes nothing. */
  public StreamSystem host() throws IOException {
    return job("host", NothingPackage.create(model, folder.resolve("nothing")), Map.of(), false);
  }

  /** Baseline a: a Flink map that runs one document after another. */
  public StreamSystem map() {
    var command =
        JavaCommand.of(
            MapJob.class.getName(),
            broker.bootstrapServers(),
            "a-documents",
            "a-results",
            model.toString(),
            folder.resolve("checkpoints-a").toString());
    return new StreamSystem(
        new StreamSystem.JobSpec(
            "a", command, "a-documents", "a-results", List.of(), new JsonFormat(), true),
        broker,
        logs);
  }

  /** Baselines c to e: Python consumers. */
  public PythonSystem python(String variant, Path python, Path script) {
    return new PythonSystem(variant, python, script, model, broker, logs);
  }

  private StreamSystem job(
      String name, Path packageFolder, Map<String, Object> inference, boolean compared)
      throws IOException {
    // A registry in each process. Both are filled in one order, so the ids agree.
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
            platform.jobMain(),
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
      String name,
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
                        // A job that fails is to be seen, not measured.
                        "restart",
                        Map.of("attempts", 1)),
                "inference", engine));
  }

  @Override
  public void close() {
    serdes.forEach(RegistrySerdes::close);
  }
}
