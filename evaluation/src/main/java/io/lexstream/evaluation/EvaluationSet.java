package io.lexstream.evaluation;

import static io.lexstream.evaluation.LabelMetric.ACCURACY;
import static io.lexstream.evaluation.LabelMetric.FALSE_POSITIVE_RATE;
import static io.lexstream.evaluation.LabelMetric.MACRO_F1;
import static io.lexstream.evaluation.LabelMetric.MACRO_RECALL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A data set that packages are scored on, and how. The definitions are those of {@code
 * models/recipes}.
 *
 * @param task what of an analysis is scored
 * @param language of its texts, ISO 639-1
 * @param name what it is called in the table
 * @param folders that must be there: its own, and those whose texts are left out
 */
public record EvaluationSet<R extends EvaluationRow>(
    String task,
    String language,
    String name,
    List<String> folders,
    Reader<R> reader,
    Scoring<R> scoring) {

  /** Reads the rows out of the folder of all data sets. */
  @FunctionalInterface
  interface Reader<R extends EvaluationRow> {
    List<R> read(Path data) throws IOException;
  }

  /** All sets, English first. */
  public static final List<EvaluationSet<?>> ALL =
      List.of(
          new EvaluationSet<>(
              "sentiment",
              "en",
              "sst2-eval dev, neutral ignored",
              List.of("sst2-eval"),
              LabelSets::sst2Dev,
              LabelScoring.sentimentWithoutNeutral(ACCURACY, Bar.atLeast(0.88))),
          new EvaluationSet<>(
              "sentiment",
              "en",
              "sst5 test as 3 classes",
              List.of("sst5"),
              LabelSets::sst5Test,
              LabelScoring.sentiment(MACRO_F1, Bar.atLeast(0.64))),
          new EvaluationSet<>(
              "sentiment",
              "en",
              "tweeteval-sentiment test",
              List.of("tweeteval-sentiment"),
              LabelSets::tweetSentimentTest,
              LabelScoring.sentiment(MACRO_RECALL, Bar.atLeast(0.66))),
          new EvaluationSet<>(
              "toxicity",
              "en",
              "tweeteval-offensive test, not in train",
              List.of("tweeteval-offensive"),
              LabelSets::offensiveTest,
              LabelScoring.toxicity(MACRO_F1, Bar.atLeast(0.79))),
          new EvaluationSet<>(
              "toxicity",
              "en",
              "wiki-context-toxicity gn, not in gc",
              List.of("wiki-context-toxicity"),
              LabelSets::wikiComments,
              LabelScoring.toxicity(FALSE_POSITIVE_RATE, Bar.atMost(0.03))),
          new EvaluationSet<>(
              "entities",
              "en",
              "uner-english-ewt test",
              List.of("uner-english-ewt"),
              EntitySets::englishWebTest,
              new EntityScoring(EntitySets.TYPES, Bar.atLeast(0.79))),
          new EvaluationSet<>(
              "entities",
              "en",
              "wikigold, PER/ORG/LOC",
              List.of("wikigold"),
              EntitySets::wikigold,
              new EntityScoring(EntitySets.TYPES, Bar.atLeast(0.72))),
          new EvaluationSet<>(
              "summary",
              "en",
              "gum-summaries, human references",
              List.of("gum-summaries"),
              SummarySets::gum,
              new SummaryScoring()),
          new EvaluationSet<>(
              "entities",
              "zh",
              "uner-chinese-gsdsimp test",
              List.of("uner-chinese-gsdsimp"),
              EntitySets::simplifiedChineseTest,
              new EntityScoring(EntitySets.TYPES, Bar.atLeast(0.76))),
          new EvaluationSet<>(
              "sentiment",
              "zh",
              "chnsenticorp-htl, not in online-shopping, neutral ignored",
              List.of("chnsenticorp-htl", "online-shopping-10-cats"),
              LabelSets::hotelReviews,
              LabelScoring.sentimentWithoutNeutral(ACCURACY, Bar.atLeast(0.89))),
          new EvaluationSet<>(
              "toxicity",
              "zh",
              "cold-zh test, not in train",
              List.of("cold-zh"),
              LabelSets::coldTest,
              LabelScoring.toxicity(MACRO_F1, Bar.atLeast(0.78))));

  public EvaluationSet {
    folders = List.copyOf(folders);
  }

  /** A folder that is not there. */
  Optional<String> missingFolder(Path data) {
    return folders.stream().filter(folder -> !Files.isDirectory(data.resolve(folder))).findFirst();
  }
}
