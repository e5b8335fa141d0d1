package io.lexstream.evaluation;

import io.lexstream.evaluation.EvaluationRow.Labelled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Data sets with one label per text. Texts that are also in the recipes' training data are left
 * out.
 */
final class LabelSets {

  private static final List<String> TWO_SENTIMENTS = List.of("negative", "positive");
  private static final List<String> THREE_SENTIMENTS = List.of("negative", "neutral", "positive");
  private static final List<String> FIVE_AS_THREE =
      List.of("negative", "negative", "neutral", "positive", "positive");
  private static final List<String> TOXICITY = List.of("clean", "toxic");

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}_]+");

  private LabelSets() {}

  static List<Labelled> sst2Dev(Path data) throws IOException {
    return DataFile.lines(data.resolve("sst2-eval/dev.tsv")).stream()
        .map(line -> line.split("\t", 2))
        .map(parts -> new Labelled(parts[1], named(TWO_SENTIMENTS, parts[0])))
        .toList();
  }

  /** Maps the five classes {@code __label__1} to {@code __label__5} to three. */
  static List<Labelled> sst5Test(Path data) throws IOException {
    return DataFile.lines(data.resolve("sst5/sst_test.txt")).stream()
        .map(line -> line.split("\t", 2))
        .map(
            parts -> {
              char stars = parts[0].charAt(parts[0].length() - 1);
              return new Labelled(parts[1], FIVE_AS_THREE.get(stars - '1'));
            })
        .toList();
  }

  static List<Labelled> tweetSentimentTest(Path data) throws IOException {
    return tweets(
        data.resolve("tweeteval-sentiment/test_text.txt.gz"),
        data.resolve("tweeteval-sentiment/test_labels.txt"),
        THREE_SENTIMENTS);
  }

  static List<Labelled> offensiveTest(Path data) throws IOException {
    var folder = data.resolve("tweeteval-offensive");
    var test = folder.resolve("test_text.txt");
    var train = folder.resolve("train_text.txt.gz");
    var trained = tweets(train, folder.resolve("train_labels.txt"), TOXICITY);
    return without(tweets(test, folder.resolve("test_labels.txt"), TOXICITY), keys(trained));
  }

  /** Reads the half {@code gn}; the recipe trains on a part of the other half, {@code gc}. */
  static List<Labelled> wikiComments(Path data) throws IOException {
    var folder = data.resolve("wiki-context-toxicity");
    return without(
        table(folder.resolve("gn.csv.gz"), "text", TOXICITY),
        keys(table(folder.resolve("gc.csv.gz"), "text", TOXICITY)));
  }

  static List<Labelled> hotelReviews(Path data) throws IOException {
    return without(
        reviews(data.resolve("chnsenticorp-htl/ChnSentiCorp_htl_all.csv.gz")),
        keys(reviews(data.resolve("online-shopping-10-cats/online_shopping_10_cats.zip"))));
  }

  static List<Labelled> coldTest(Path data) throws IOException {
    var folder = data.resolve("cold-zh");
    return without(
        table(folder.resolve("test.csv"), "TEXT", TOXICITY),
        keys(table(folder.resolve("train.csv.gz"), "TEXT", TOXICITY)));
  }

  private static List<Labelled> reviews(Path file) throws IOException {
    return table(file, "review", TWO_SENTIMENTS).stream()
        .filter(row -> !row.text().isBlank())
        .map(row -> new Labelled(trimmed(row.text()), row.label()))
        .toList();
  }

  private static List<Labelled> table(Path file, String textColumn, List<String> labels)
      throws IOException {
    var rows = new ArrayList<Labelled>();
    for (var row : DataFile.table(file)) {
      var text = row.get(textColumn);
      var label = row.get("label");
      if (text == null || label == null) {
        throw new IOException(
            "%s: a row has no column %s or label: %s".formatted(file, textColumn, row));
      }
      rows.add(new Labelled(text, named(labels, label)));
    }
    return rows;
  }

  /** Reads two parallel files: one text per line, one label per line. */
  private static List<Labelled> tweets(Path texts, Path labels, List<String> names)
      throws IOException {
    var lines = DataFile.text(texts).replaceAll("\\A\n+|\n+\\z", "").split("\n", -1);
    var numbers = DataFile.lines(labels);
    if (lines.length != numbers.size()) {
      throw new IOException(
          "%s has %d lines, but %s has %d: both need the same number"
              .formatted(texts, lines.length, labels, numbers.size()));
    }
    var rows = new ArrayList<Labelled>();
    for (int i = 0; i < lines.length; i++) {
      rows.add(new Labelled(lines[i], named(names, numbers.get(i))));
    }
    return rows;
  }

  private static String named(List<String> names, String number) {
    return names.get(Integer.parseInt(number.strip()));
  }

  private static Set<String> keys(List<Labelled> rows) {
    return rows.stream().map(row -> key(row.text())).collect(Collectors.toSet());
  }

  private static List<Labelled> without(List<Labelled> rows, Set<String> seen) {
    return rows.stream().filter(row -> !seen.contains(key(row.text()))).toList();
  }

  /**
   * Returns a key that is equal for two copies of a text. Data sets copy texts from one another,
   * but change spaces, punctuation and capitals.
   */
  private static String key(String text) {
    var key = NO_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return key.isEmpty() ? text.strip() : key;
  }

  /** Removes the byte order marks, spaces and line breaks around a review. */
  private static String trimmed(String review) {
    return review.replaceAll("\\A[\uFEFF \n]+|[\uFEFF \n]+\\z", "");
  }
}
