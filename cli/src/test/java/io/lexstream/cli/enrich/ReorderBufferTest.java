package io.lexstream.cli.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ReorderBufferTest {

  private final List<String> out = Collections.synchronizedList(new ArrayList<>());
  private final ReorderBuffer<String, String> buffer =
      new ReorderBuffer<>(2, 100, (question, answer) -> out.add(question + answer));

  @Test
  void blocksAtTheMaximumNumberOfQuestions() throws Exception {
    // Given
    buffer.admit(1, "a", 1);
    buffer.admit(2, "b", 1);
    var third = admitting(3, "c", 1);

    // When
    buffer.answer(2, "2");
    assertThat(third).isNotDone();
    buffer.answer(1, "1");

    // Then
    await().until(third::isDone);
    assertThat(out).containsExactly("a1", "b2");
  }

  @Test
  void blocksAtTheMaximumWeight() throws Exception {
    // Given
    buffer.admit(1, "a", 60);
    var second = admitting(2, "b", 60);
    assertThat(second).isNotDone();

    // When
    buffer.answer(1, "1");

    // Then
    await().until(second::isDone);
  }

  @Test
  void admitsAnOverweightQuestionAlone() throws Exception {
    // When
    buffer.admit(1, "a", 1000);

    // Then
    assertThat(buffer.isEmpty()).isFalse();
  }

  @Test
  void rejectsASecondAnswer() throws Exception {
    // Given
    buffer.admit(1, "a", 1);
    buffer.answer(1, "1");

    // When
    assertThatThrownBy(() -> buffer.answer(1, "1"))

        // Then
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sequence 1");
  }

  private CompletableFuture<Void> admitting(long sequence, String question, long weight) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            buffer.admit(sequence, question, weight);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
