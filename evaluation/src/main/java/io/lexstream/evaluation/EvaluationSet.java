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
 * A data set and how a package is scored on it. The definitions are the same as in {@code
 * models/recipes}.
 *
 * @param task the task that is scored
 * @param language language of the texts, ISO 639-1
 * @param name name in the table
 * @param folders required folders: the set's own, and those of training data that is left out
 * @param reader reads the rows
 * @param scoring computes the scores
 */
public record EvaluationSet<R extends EvaluationRow>(
    String task,
    String language,
    String name,
    List<String> folders,
    Reader<R> reader,
    Scoring<R> scoring) {

  /** Reads the rows from the folder that contains all data sets. */
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

  /** Returns the first required folder that does not exist. */
  Optional<String> missingFolder(Path data) {
    return folders.stream().filter(folder -> !Files.isDirectory(data.resolve(folder))).findFirst();
  }
}
