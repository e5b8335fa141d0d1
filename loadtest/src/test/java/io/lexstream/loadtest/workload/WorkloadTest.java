package io.lexstream.loadtest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final Workload WORKLOAD =
      new Workload(
          List.of(
              new WorkDocument("d0", "one two  three four", "en"),
              new WorkDocument("d1", "alone", "en")));

  @Test
  void briefTextsHaveOnlyTheFirstWords() {
    assertThat(WORKLOAD.brief().documents())
        .extracting(WorkDocument::text)
        .containsExactly("one two", "alone");
  }

  @Test
  void copiesHaveDifferentIds() {
    assertThat(WORKLOAD.times(2).documents())
        .extracting(WorkDocument::id)
        .containsExactly("d0-0", "d1-0", "d0-1", "d1-1");
  }
}
