package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.evaluation.EvaluationRow.Summarized;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.DetectedLanguage;
import io.lexstream.inference.Summary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SummaryScoringTest {

  @Test
  void onlyHumanSummariesAreReferences() {
    // When
    var document =
        SummarySets.gumDocument(
            List.of(
                "# meta::summary1 = (human1) A short one (really).",
                "# meta::summary2 = (gpt4o; postedited) By a machine.",
                "# newpar",
                "# text = A title",
                "1\tA\ta",
                "# newpar",
                "# text = It rains.",
                "# text = It pours."));

    // Then
    assertThat(document)
        .isEqualTo(
            new Summarized("A title\nIt rains. It pours.", List.of("A short one (really).")));
  }

  @Test
  void theLeadHasAsManyWordsAsTheSummary() {
    assertThat(SummaryScoring.lead("A title\nIt rains. It pours.", "It pours. "))
        .isEqualTo("A title");
  }

  @Test
  void theBarIsTheLeadOfTheSameLength() {
    // Given
    var rows = List.of(new Summarized("a b c d", List.of("c d", "c x")));

    // When
    var scores = new SummaryScoring().score(rows, List.of(summarizedAs("c d")));

    // Then: against "c d" 1, against "c x" 0.5; the lead "a b" has nothing in common with either
    assertThat(scores).extracting(Score::metric).containsExactly("ROUGE-1", "ROUGE-L");
    assertThat(scores).extracting(Score::value).containsExactly(0.75, 0.75);
    assertThat(scores.get(0).bar().outcome(0.75)).isEqualTo("> lead 0.0000: met");
  }

  private static Analysis summarizedAs(String text) {
    return new Analysis(
        new DetectedLanguage("en", 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Summary(text, "extractive", List.of())),
        List.of(),
        List.of());
  }
}
