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
  void eachLineIsADocumentAndBlankLinesAreIgnored() {
    // When
    var submission = lines("{\"id\":\"a\",\"text\":\"x\"}\r\n\n  \n{\"id\":\"b\",\"text\":\"y\"}");

    // Then
    assertThat(submission.documents()).extracting(Document::getId).containsExactly("a", "b");
  }

  @Test
  void oneInvalidLineRejectsTheRequestAndIsReported() {
    assertThatThrownBy(() -> lines("{\"text\":\"x\"}\n{\"text\":7}\n"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            rejected -> {
              assertThat(rejected.problem().status()).isEqualTo(400);
              assertThat(rejected.problem().errors())
                  .singleElement()
                  .satisfies(
                      error ->
                          assertThat(error)
                              .containsAllEntriesOf(Map.of("line", 2, "field", "text")));
              assertThat(rejected.problem().detail())
                  .isEqualTo("request rejected: 1 of 2 lines is invalid; no document was accepted");
            });
  }

  @Test
  void allInvalidLinesAreCountedAndTheFirstHundredAreReported() {
    // Given
    var body = "{\"text\":7}\n".repeat(250) + "{\"text\":\"x\"}\n".repeat(3);

    // When, Then
    assertThatThrownBy(() -> lines(body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            rejected -> {
              assertThat(rejected.problem().errors()).hasSize(100);
              assertThat(rejected.problem().detail())
                  .isEqualTo(
                      "request rejected: 250 of 253 lines are invalid; no document was accepted;"
                          + " errors has the first 100 of them");
            });
  }

  @Test
  void aRequestWhoseInvalidLinesAreAllTooLargeIsTooLarge() {
    // Given
    var tooLarge = "{\"text\":\"" + "a".repeat(DocumentJson.LARGEST_TEXT + 1) + "\"}\n";

    // When, Then
    assertThat(statusOf(tooLarge + "{\"text\":\"x\"}\n")).isEqualTo(413);
    assertThat(statusOf(tooLarge + "{\"text\":7}\n")).isEqualTo(400);
  }

  private static int statusOf(String body) {
    try {
      lines(body);
      return 202;
    } catch (ProblemException rejected) {
      return rejected.problem().status();
    }
  }

  @Test
  void aTextAboveTheLimitIsTooLarge() {
    // Given
    var body = "{\"text\":\"" + "a".repeat(DocumentJson.LARGEST_TEXT + 1) + "\"}";

    // When, Then
    assertThatThrownBy(() -> Submission.one(body.getBytes(UTF_8), RULES, Optional.empty()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            rejected -> assertThat(rejected.problem().status()).isEqualTo(413));
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
  void anEmptyBodyIsRejected() {
    assertThatThrownBy(() -> lines("\n \n")).isInstanceOf(ProblemException.class);
  }

  private static Submission lines(String body) {
    return Submission.lines(body.getBytes(UTF_8), RULES, Optional.empty());
  }
}
