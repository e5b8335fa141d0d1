package io.lexstream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private enum Delivery {
    EXACTLY_ONCE,
    AT_LEAST_ONCE
  }

  private static final Setting<String> SERVERS =
      Setting.text("kafka.bootstrap-servers", "Brokers.");
  private static final Setting<Map<String, String>> PROPERTIES =
      Setting.section("kafka.properties", "Client properties.");
  private static final Setting<Duration> INTERVAL =
      Setting.duration("job.checkpoint-interval", "How often.").withDefault(Duration.ofSeconds(10));
  private static final Setting<Long> LARGEST = Setting.size("job.largest", "How large.").optional();
  private static final Setting<Delivery> DELIVERY =
      Setting.choice("job.delivery", Delivery.class, "How surely.")
          .withDefault(Delivery.EXACTLY_ONCE);
  private static final Setting<Integer> THREADS =
      Setting.integer("job.threads", 1, 64, "How many.").withDefault(2);
  private static final Setting<Double> SHARE =
      Setting.decimal("job.share", 0, 1, "How much.").withDefault(0.5);
  private static final Setting<Boolean> CACHE =
      Setting.flag("job.cache", "Whether.").withDefault(true);
  private static final Setting<List<String>> PACKAGES =
      Setting.list("job.packages", "Which.").withDefault(List.of());

  @TempDir Path folder;

  @Test
  void readsValuesInNestedAndInDottedNotation() throws IOException {
    // Given
    var file =
        file(
            """
            kafka:
              bootstrap-servers: a:9092
              properties:
                security.protocol: SSL
                ssl:
                  truststore.location: /etc/trust
            job.delivery: at-least-once
            job:
              checkpoint-interval: 1500ms
              largest: 512KiB
              threads: 4
              share: 0.25
              cache: false
              packages:
                - models/en
                - models/zh
            """);

    // When
    var settings = builder().file(file).load();

    // Then
    assertThat(settings.get(SERVERS)).isEqualTo("a:9092");
    assertThat(settings.get(PROPERTIES))
        .isEqualTo(Map.of("security.protocol", "SSL", "ssl.truststore.location", "/etc/trust"));
    assertThat(settings.get(DELIVERY)).isEqualTo(Delivery.AT_LEAST_ONCE);
    assertThat(settings.get(INTERVAL)).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.find(LARGEST)).contains(524288L);
    assertThat(settings.get(THREADS)).isEqualTo(4);
    assertThat(settings.get(SHARE)).isEqualTo(0.25);
    assertThat(settings.get(CACHE)).isFalse();
    assertThat(settings.get(PACKAGES)).containsExactly("models/en", "models/zh");
  }

  @Test
  void usesDefaultsOfUnsetSettings() {
    // When
    var settings = builder().override("kafka.bootstrap-servers", "a:9092").load();

    // Then
    assertThat(settings.get(INTERVAL)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.find(LARGEST)).isEmpty();
    assertThat(settings.get(PROPERTIES)).isEmpty();
  }

  @Test
  void environmentOverridesFileAndCommandLineOverridesBoth() throws IOException {
    // Given
    var file = file("{kafka.bootstrap-servers: file, job.threads: 3, job.packages: [a]}");

    // When
    var settings =
        builder()
            .fallback("job.threads", "1")
            .fallback("job.share", "0.125")
            .file(file)
            .environment(
                Map.of(
                    "LEXSTREAM_KAFKA_BOOTSTRAP_SERVERS", "environment",
                    "LEXSTREAM_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN",
                    "LEXSTREAM_JOB_PACKAGES", "b, c,",
                    "LEXSTREAM_JOB_CACHE", "",
                    "PATH", "/bin"))
            .override("kafka.bootstrap-servers", "flag")
            .load();

    // Then
    assertThat(settings.get(SERVERS)).isEqualTo("flag");
    assertThat(settings.get(PROPERTIES)).isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
    assertThat(settings.get(PACKAGES)).containsExactly("b", "c");
    assertThat(settings.get(THREADS)).isEqualTo(3);
    assertThat(settings.get(SHARE)).isEqualTo(0.125);
    assertThat(settings.get(CACHE)).as("an empty variable sets nothing").isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job.checkpoint-interval: soon | lexstream.yaml line 2: job.checkpoint-interval must be a duration such as 500ms, 10s, 5m, 2h or 7d, not \"soon\"",
        "job.checkpoint-interval: 10 | lexstream.yaml line 2: job.checkpoint-interval must be a duration such as 500ms, 10s, 5m, 2h or 7d, not \"10\"",
        "job.largest: 5MB | lexstream.yaml line 2: job.largest must be a size in bytes such as 512KiB, 4MiB or 1048576 (or leave it out), not \"5MB\"",
        "job.delivery: maybe | lexstream.yaml line 2: job.delivery must be one of exactly-once, at-least-once, not \"maybe\"",
        "job.threads: 65 | lexstream.yaml line 2: job.threads must be a whole number from 1 to 64, not \"65\"",
        "job.threads: two | lexstream.yaml line 2: job.threads must be a whole number from 1 to 64, not \"two\"",
        "job.share: NaN | lexstream.yaml line 2: job.share must be a number from 0 to 1, not \"NaN\"",
        "job.cache: yes | lexstream.yaml line 2: job.cache must be true or false, not \"yes\"",
        "job.threads: [1, 2] | lexstream.yaml line 2: job.threads must be a whole number from 1 to 64, not \"[1, 2]\"",
        "job.thread: 2 | lexstream.yaml line 2: unknown setting job.thread: did you mean job.threads?",
        "jobs.colour: red | lexstream.yaml line 2: unknown setting jobs.colour: remove it",
        "job.threads.count: 1 | lexstream.yaml line 2: unknown setting job.threads.count: remove it",
        "job: 1 | lexstream.yaml line 2: unknown setting job: remove it",
        "kafka.properties: 1 | lexstream.yaml line 2: kafka.properties must be a section of properties, not \"1\"",
        "kafka.bootstrap-servers: b | lexstream.yaml line 2: duplicate key 'kafka.bootstrap-servers': remove one",
        "kafka: {bootstrap-servers: b} | lexstream.yaml line 2: duplicate key kafka.bootstrap-servers, first set in lexstream.yaml line 1: remove one",
        "job.threads: *two | lexstream.yaml line 2: alias *two: write the value itself",
        "job.packages: [*two] | lexstream.yaml line 2: alias *two: write the value itself",
        "--- {} | lexstream.yaml line 2: the file has a second YAML document: keep one",
        "job.packages: [{a: 1}] | lexstream.yaml line 2: job.packages must be a list of plain values",
      })
  void reportsAMistakeWithLineKeyAndAcceptedValues(String line, String message) throws IOException {
    // Given
    var file = file("kafka.bootstrap-servers: a\n" + line + "\n");

    // When / Then
    assertThatThrownBy(() -> builder().file(file).load())
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: [' | lexstream.yaml line",
        "'- a' | expected keys and values",
        "'just text' | expected keys and values",
        "'a: \"\\q\"' | not YAML",
      })
  void rejectsAFileThatIsNotAConfiguration(String content, String message) throws IOException {
    // Given
    var file = file(content);

    // When / Then
    assertThatThrownBy(() -> builder().file(file).load())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void namesAMissingFile() {
    // When / Then
    assertThatThrownBy(() -> builder().file(folder.resolve("none.yaml")).load())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none.yaml does not exist");
  }

  @Test
  void saysWhereToSetAMissingRequiredSetting() {
    // When / Then
    assertThatThrownBy(() -> builder().load())
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "kafka.bootstrap-servers is missing: set it in the configuration file or as"
                + " LEXSTREAM_KAFKA_BOOTSTRAP_SERVERS, to text");
  }

  @Test
  void rejectsAMisspeltVariableOfADeclaredSection() {
    // When / Then
    assertThatThrownBy(
            () ->
                builder()
                    .override("kafka.bootstrap-servers", "a")
                    .environment(Map.of("LEXSTREAM_JOB_THREAD", "2"))
                    .load())
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "unknown environment variable LEXSTREAM_JOB_THREAD: did you mean LEXSTREAM_JOB_THREADS?");
  }

  @Test
  void ignoresVariablesOfScriptsAndOfKubernetes() {
    // Given
    var foreign =
        Map.of(
            "LEXSTREAM_HOME", "/opt/lexstream",
            "LEXSTREAM_KAFKA_SERVICE_HOST", "10.0.0.1",
            "LEXSTREAM_KAFKA_PORT", "tcp://10.0.0.1:9092",
            "LEXSTREAM_JOB_THREADS", "tcp://10.0.0.2:80",
            "LEXSTREAM_KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1");

    // When
    var settings = builder().override("kafka.bootstrap-servers", "a").environment(foreign).load();

    // Then
    assertThat(settings.get(SERVERS)).isEqualTo("a");
  }

  @Test
  void ignoresSectionsOfOtherProcesses() throws IOException {
    // Given
    var file = file("{kafka.bootstrap-servers: a, moderation: {policy: p.yaml, rules: [{a: 1}]}}");

    // When
    var settings = builder().ignoreSections("moderation").file(file).load();

    // Then
    assertThat(settings.get(SERVERS)).isEqualTo("a");
  }

  @Test
  void doesNotRepeatASecretInAMessage() {
    // Given
    var password = Setting.integer("http.password", 0, 1, "A secret.");

    // When / Then
    assertThatThrownBy(
            () -> Settings.builder().declare(password).override("http.password", "hunter2").load())
        .isInstanceOf(SettingsException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void readsAnEmptyFileAsDefaults() throws IOException {
    // Given
    var file = file("# nothing yet\n");

    // When
    var settings = builder().override("kafka.bootstrap-servers", "a").file(file).load();

    // Then
    assertThat(settings.get(THREADS)).isEqualTo(2);
  }

  private static Settings.Builder builder() {
    return Settings.builder()
        .declare(SERVERS, PROPERTIES, INTERVAL, LARGEST, DELIVERY, THREADS, SHARE, CACHE, PACKAGES);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("lexstream.yaml"), content);
  }
}
