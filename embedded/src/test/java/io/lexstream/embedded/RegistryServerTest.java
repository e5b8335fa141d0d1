package io.lexstream.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryServerTest {

  private static final Path UNPACKED = Path.of("target", "registry-server");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void keepsIdsAfterAKill() throws Exception {
    // Given
    String first;
    String second;
    try (var registry = RegistryServer.start(UNPACKED, folder, 0)) {
      first = register(registry, "first", "int");
      second = register(registry, "second", "long");
    } // close() kills the process with SIGKILL

    // When
    try (var registry = RegistryServer.start(UNPACKED, folder, 0)) {

      // Then
      assertThat(register(registry, "second", "long")).isEqualTo(second);
      assertThat(register(registry, "first", "int")).isEqualTo(first);
      assertThat(register(registry, "third", "string")).isNotIn(first, second);
    }
  }

  @Test
  void answersOnlyLocalHostsAndOnlyTheConfluentApi() throws Exception {
    // Given
    try (var registry = RegistryServer.start(UNPACKED, folder, 0)) {
      int port = URI.create(registry.url()).getPort();

      // When
      var statusByRequest =
          Stream.of(
                  request("/apis/ccompat/v7/subjects", "127.0.0.1:" + port),
                  request("/apis/ccompat/v7/subjects", "localhost"),
                  request("/apis/ccompat/v7/subjects", "LOCALHOST:80"),
                  request("http://localhost/apis/ccompat/v7/subjects?deleted=true", "localhost"),
                  request("/apis/ccompat/v7/subjects", "attacker.example:" + port),
                  request("/apis/ccompat/v7/subjects", "127.0.0.1.attacker.example"),
                  request("/apis/ccompat/v7/subjects", "localhost@attacker.example"),
                  request("/apis/registry/v2/admin/rules", "localhost"),
                  request("/apis/ccompat/v7/../../registry/v2/admin/rules", "localhost"),
                  request("/apis/ccompat/v7/%2E%2e/v6/subjects", "localhost"),
                  request("/apis/ccompat/v7x", "localhost"),
                  request("/", "localhost"))
              .map(request -> status(port, request))
              .toList();

      // Then
      assertThat(statusByRequest)
          .containsExactly(
              "200", "200", "200", "200", "421", "421", "421", "404", "404", "404", "404", "404");
    }
  }

  @Test
  void hasAnAvroWithoutKnownVulnerabilities() throws Exception {
    // When
    List<String> avro;
    try (var jars = Files.list(UNPACKED.resolve("lib"))) {
      avro =
          jars.map(jar -> jar.getFileName().toString())
              .filter(name -> name.startsWith("org.apache.avro.avro-"))
              .toList();
    }

    // Then
    assertThat(avro).singleElement().asString().doesNotMatch(".*-1\\.(\\d|10|11)\\..*");
  }

  private String register(RegistryServer registry, String subject, String type) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"schema\": \"{\\\"type\\\": \\\"%s\\\"}\"}".formatted(type)))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static String request(String path, String host) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(path, host);
  }

  private static String status(int port, String request) {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      var response = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return response.split(" ", 3)[1];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
