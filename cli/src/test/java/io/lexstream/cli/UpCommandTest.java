package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.testing.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The whole platform as a separate process with a registry over HTTP, killed with SIGKILL. */
@Execution(ExecutionMode.CONCURRENT)
final class UpCommandTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final int DOCUMENTS = 200;

  @TempDir Path folder;

  @Test
  void afterKillAndRestartNothingIsLostOrDuplicated() throws Exception {
    // Given
    Map<String, String> schemas;
    try (var platform = UpProcess.start(folder, "--data", data())) {
      schemas = schemas(platform.registry());
      var api = new ApiClient(platform.dashboard());
      api.post(documents(0, DOCUMENTS / 2));
      await().atMost(TIMEOUT).until(() -> api.decided("document-0").isPresent());
      api.post(documents(DOCUMENTS / 2, DOCUMENTS));

      // When
      platform.kill();
    }
    try (var platform = UpProcess.start(folder, "--data", data())) {
      var api = new ApiClient(platform.dashboard());
      for (var id : ids()) {
        await(id).pollDelay(Duration.ZERO).atMost(TIMEOUT).until(() -> api.decided(id).isPresent());
      }

      // Then
      assertThat(schemas(platform.registry())).isEqualTo(schemas).hasSize(5);
      assertThat(keys(platform, Topic.ENRICHED)).containsExactlyInAnyOrderElementsOf(ids());
      assertThat(keys(platform, Topic.DECISIONS)).containsExactlyInAnyOrderElementsOf(ids());
    }
  }

  @Test
  void afterAStopSignalItExitsWithZeroAndLeavesNoFiles() throws Exception {
    // Given
    try (var platform = UpProcess.start(folder)) {

      // When
      int exitCode = platform.stop();

      // Then
      assertThat(exitCode).isEqualTo(ExitCode.OK);
      assertThat(platform.output()).endsWith("lexstream: stopped\n");
      assertThat(folder).isDirectoryNotContaining("glob:**lexstream-run-*");
    }
  }

  @Test
  void aStartDeletesTheFilesOfKilledProcesses() throws Exception {
    // Given
    for (int kill = 0; kill < 2; kill++) {
      try (var platform = UpProcess.launch(folder)) {
        await("libraries")
            .ignoreExceptionsInstanceOf(UncheckedIOException.class) // temporary files disappear
            .atMost(TIMEOUT)
            .until(() -> !unpackedLibraries(platform.temporary()).isEmpty());
        platform.kill();
      }
    }
    assertThat(unpackedLibraries(folder)).isNotEmpty();
    assertThat(processFolders()).hasSize(1);

    // When
    try (var platform = UpProcess.start(folder, "--data", data())) {
      platform.stop();
    }

    // Then
    assertThat(unpackedLibraries(folder)).isEmpty();
    assertThat(processFolders()).isEmpty();
  }

  private static List<Path> unpackedLibraries(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(jar|so|dylib|dll)")).toList();
    }
  }

  private List<Path> processFolders() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().contains("lexstream-run-")).toList();
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static String documents(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            n -> "{\"id\": \"document-" + n + "\", \"text\": \"Tim loves Berlin, " + n + ".\"}")
        .collect(Collectors.joining("\n"));
  }

  private static List<String> ids() {
    return IntStream.range(0, DOCUMENTS).mapToObj(n -> "document-" + n).toList();
  }

  /** Schema ids by subject. */
  private static Map<String, String> schemas(String registry) throws Exception {
    var ids = new HashMap<String, String>();
    for (var subject : read(registry + "/subjects")) {
      var newest = read(registry + "/subjects/" + subject.asText() + "/versions/latest");
      ids.put(subject.asText(), newest.get("id").asText());
    }
    return ids;
  }

  private static JsonNode read(String url) throws Exception {
    return new ObjectMapper().readTree(URI.create(url).toURL());
  }

  /** Keys of all committed records, with duplicates. */
  private static List<String> keys(UpProcess platform, Topic topic) throws IOException {
    var connection = ConnectionSettings.local(platform.broker(), platform.registry());
    var properties = connection.clientProperties();
    properties.putAll(Topics.consumerLimits(topic));
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(connection.topics().name(topic)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var keys = new ArrayList<String>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> keys.add(record.key()));
      }
      return keys;
    }
  }
}
