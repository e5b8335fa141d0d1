package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.embedded.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicsCreateCommandTest {

  @TempDir Path folder;

  @Test
  void createsMissingTopicsOnly() throws Exception {
    // Given
    try (var broker = EmbeddedBroker.start(folder);
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var first = create(broker, "--prefix", "mine.");

      // When
      var second = create(broker, "--prefix", "mine.");

      // Then
      assertThat(first).contains("mine.documents created").doesNotContain("exists");
      assertThat(second).contains("mine.documents exists").doesNotContain("created");
      var topics = admin.describeTopics(List.of("mine.documents")).allTopicNames().get();
      assertThat(topics.get("mine.documents").partitions()).hasSize(2);
    }
  }

  private static String create(EmbeddedBroker broker, String... options) {
    var out = new StringWriter();
    var arguments =
        new ArrayList<>(
            List.of(
                "topics",
                "create",
                "--scale",
                "local",
                "--bootstrap-servers",
                broker.bootstrapServers()));
    arguments.addAll(List.of(options));
    int exitCode =
        Lexstream.commandLine(new PrintWriter(out, true), new PrintWriter(new StringWriter()))
            .execute(arguments.toArray(String[]::new));
    assertThat(exitCode).isEqualTo(ExitCode.OK);
    return out.toString();
  }
}
