package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextAnalyzerTest {

  private TextAnalyzer analyzer;

  @BeforeEach
  void open() {
    analyzer = TextAnalyzer.open(TinyPackage.options().build());
  }

  @AfterEach
  void close() {
    analyzer.close();
  }

  private Analysis analyze(String text) {
    return analyzer.analyze(AnalysisRequest.of(text, "en")).join();
  }

  @Test
  void answersEveryTaskInOnePass() {
    // Given
    var text =
        "Tim Cook went to Berlin and Paris in the storm, and he met the team at nine. "
            + "We love this great city and the good food in it. "
            + "The train to the river leaves at nine.";

    // When
    var analysis = analyze(text);

    // Then
    assertThat(analysis.sentiment().orElseThrow().scores())
        .containsOnlyKeys("negative", "neutral", "positive");
    assertThat(analysis.toxicity().orElseThrow().label()).isEqualTo("clean");
    assertThat(analysis.entities().orElseThrow())
        .extracting(Entity::text, Entity::type)
        .containsExactly(tuple("Tim Cook", "PER"), tuple("Berlin", "LOC"), tuple("Paris", "LOC"));
    assertThat(analysis.summary().orElseThrow().sentences()).hasSize(1);
    assertThat(analysis.models()).containsExactly(new ModelRef("lexstream-tiny", "0.0.1"));
    assertThat(analysis.skipped()).isEmpty();
  }

  @Test
  void aFailingTextDoesNotHarmItsNeighbours() {
    // Given
    var texts =
        IntStream.range(0, 40)
            .mapToObj(i -> i == 17 ? "a " + TinyPackage.FAILING_WORD : i + " we love it")
            .toList();

    // When
    var answers =
        texts.stream().map(text -> analyzer.analyze(AnalysisRequest.of(text, "en"))).toList();

    // Then
    for (int i = 0; i < answers.size(); i++) {
      var answer = answers.get(i);
      if (i == 17) {
        assertThatThrownBy(answer::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(RowFailedException.class);
      } else {
        assertThat(answer.join().sentiment().orElseThrow().label()).isEqualTo("positive");
      }
    }
  }

  @Test
  void aTextWhoseScoresAreNotFiniteFailsAlone() {
    // When
    var nan = analyzer.analyze(AnalysisRequest.of("good " + TinyPackage.NAN_WORD, "en"));
    var good = analyzer.analyze(AnalysisRequest.of("good good", "en"));

    // Then
    assertThatThrownBy(nan::join).hasCauseInstanceOf(RowFailedException.class);
    assertThat(good.join().sentiment().orElseThrow().label()).isEqualTo("positive");
  }

  @Test
  void aLanguageWithoutPackageIsReportedAsSkipped() {
    // When
    var analysis = analyzer.analyze(AnalysisRequest.of("Das ist gut.", "de")).join();

    // Then
    assertThat(analysis.language()).isEqualTo(new DetectedLanguage("de", 1));
    assertThat(analysis.models()).isEmpty();
    assertThat(analysis.skipped())
        .extracting(SkippedTask::task)
        .containsExactly("sentiment", "toxicity", "entities", "summary");
    assertThat(analysis.skipped())
        .extracting(SkippedTask::reason)
        .containsOnly(SkippedTask.UNSUPPORTED_LANGUAGE);
  }

  @Test
  void aTextWithoutTokensIsReportedAsSkipped() {
    // When
    var analysis = analyze("\u0000 \u200F");

    // Then
    assertThat(analysis.skipped()).extracting(SkippedTask::reason).containsOnly("no-text");
  }

  @Test
  void aTextOfOneSentenceHasNoSummary() {
    // When
    var analysis = analyze("We love it.");

    // Then
    assertThat(analysis.skipped())
        .containsExactly(new SkippedTask("summary", SkippedTask.SINGLE_SENTENCE));
  }

  @Test
  void oneInsultMakesALongTextToxic() {
    // Given
    var text = "The train leaves at nine. ".repeat(60) + "You idiot. " + "It was nice. ".repeat(60);

    // When
    var analysis = analyze(text);

    // Then
    assertThat(analysis.toxicity().orElseThrow().label()).isEqualTo("toxic");
    assertThat(analysis.sentiment().orElseThrow().label()).isEqualTo("neutral");
  }

  @Test
  void afterClosingRequestsFail() {
    // Given
    analyzer.close();

    // When
    var answer = analyzer.analyze(AnalysisRequest.of("good"));

    // Then
    assertThatThrownBy(answer::join).hasCauseInstanceOf(EngineFailedException.class);
  }
}
