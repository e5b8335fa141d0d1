package io.lexstream.streamsapp.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.schemas.DocumentJson;
import io.lexstream.schemas.avro.Document;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionTest {

  private static final DocumentJson RULES = new DocumentJson();

  @Test
  void linesBecomeDocumentsAndEmptyOnesAreLeftOut() {
    // When
    var submission = lines("{\"id\":\"a\",\"text\":\"x\"}\r\n\n  \n{\"id\":\"b\",\"text\":\"y\"}");

    // Then
    assertThat(submission.documents()).extracting(Document::getId).containsExactly("a", "b");
  }

  @Test
  void oneBadLineRefusesAllAndIsNamed() {
    assertThatThrownBy(() -> lines("{\"text\":\"x\"}\n{\"text\":7}\n"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().errors())
                  .singleElement()
                  .satisfies(
                      error ->
                          assertThat(error)
                              .containsAllEntriesOf(Map.of("line", 2, "field", "text")));
            });
  }

  @Test
  void aTextAboveTheLimitIsTooLarge() {
    // Given
    var body = "{\"text\":\"" + "a".repeat(DocumentJson.LARGEST_TEXT + 1) + "\"}";

    // When, Then
    assertThatThrownBy(() -> Submission.one(body.getBytes(UTF_8), RULES, Optional.empty()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(413));
  }

  @Test
  void theSameIdempotencyKeyGivesTheSameIds() {
    // Given
    byte[] body = "{\"text\":\"x\"}\n{\"text\":\"y\"}".getBytes(UTF_8);

    // When
    var first = Submission.lines(body, RULES, Optional.of("k"));
    var again = Submission.lines(body, RULES, Optional.of("k"));
    var other = Submission.lines(body, RULES, Optional.of("other"));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(first.documents()).extracting(Document::getId).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyBodyIsRefused() {
    assertThatThrownBy(() -> lines("\n \n")).isInstanceOf(ProblemException.class);
  }

  private static Submission lines(String body) {
    return Submission.lines(body.getBytes(UTF_8), RULES, Optional.empty());
  }
}
