package io.lexstream.streamsapp.write.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.schemas.Topics;
import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.write.intake.SourceTopic.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTopicsTest {

  @Test
  void readsTopicFormatAndPaths() {
    // When
    var topics =
        read(
            Map.of(
                "support.topic", "crm.tickets",
                "support.format", "json",
                "support.text", "/ticket/body",
                "support.time", "ticket.opened",
                "support.id", "$key"));

    // Then
    assertThat(topics).hasSize(1);
    var support = topics.get(0);
    assertThat(support.name()).isEqualTo("support");
    assertThat(support.topic()).isEqualTo("crm.tickets");
    assertThat(support.format()).isEqualTo(Format.JSON);
    assertThat(support.fields().orElseThrow().byField())
        .isEqualTo(
            Map.of(
                "text", FieldPath.of("/ticket/body"),
                "eventTime", FieldPath.of("ticket.opened"),
                "id", FieldPath.of("$key")));
  }

  @Test
  void jsonWithoutPathsIsTheDocumentForm() {
    assertThat(read(Map.of("more.format", "json")).get(0))
        .isEqualTo(new SourceTopic("more", "more", Format.JSON, Optional.empty()));
  }

  @Test
  void onePathOfCloudEventsCanBeReplaced() {
    // When
    var fields =
        read(Map.of("events.format", "cloudevents", "events.text", "/data/body"))
            .get(0)
            .fields()
            .orElseThrow();

    // Then
    assertThat(fields.byField())
        .containsEntry("text", FieldPath.of("/data/body"))
        .containsEntry("id", FieldPath.of("/id"));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(Map.of("a", "x"), "intake.topics.a must be a section"),
        Arguments.of(Map.of("a.text", "/t"), "intake.topics.a.format is missing"),
        Arguments.of(Map.of("a.format", "xml"), "intake.topics.a.format is 'xml'"),
        Arguments.of(Map.of("a.format", "avro"), "intake.topics.a.text is missing"),
        Arguments.of(Map.of("a.format", "json", "a.txt", "/t"), "intake.topics.a.txt is unknown"),
        Arguments.of(
            Map.of("a.format", "text", "a.topic", "lexstream.enriched"),
            "intake.topics.a is a topic of the platform"),
        Arguments.of(
            Map.of("a.format", "text", "b.format", "text", "b.topic", "a"),
            "intake.topics.b.topic is configured twice"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejectsInvalidTopicsWithTheirKey(Map<String, String> given, String message) {
    assertThatThrownBy(() -> read(given))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(message);
  }

  private static List<SourceTopic> read(Map<String, String> given) {
    return SourceTopics.from("intake.topics", given, Topics.standard());
  }
}
