package io.lexstream.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.evaluation.EvaluationRow.Labelled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelSetsTest {

  @TempDir Path data;

  @Test
  void sst2HasTwoClasses() throws IOException {
    // Given
    write("sst2-eval/dev.tsv", "0\tdull .\n1\tfine .\n");

    // Then
    assertThat(LabelSets.sst2Dev(data))
        .containsExactly(new Labelled("dull .", "negative"), new Labelled("fine .", "positive"));
  }

  @Test
  void sst5BecomesThreeClasses() throws IOException {
    // Given
    write("sst5/sst_test.txt", "__label__1\ta\n__label__2\tb\n__label__3\tc\n__label__5\td\n");

    // Then
    assertThat(LabelSets.sst5Test(data))
        .extracting(Labelled::label)
        .containsExactly("negative", "negative", "neutral", "positive");
  }

  @Test
  void readsTweetsAndLabelsLineByLine() throws IOException {
    // Given: a line separator that is not a line feed is part of a tweet
    write("tweeteval-sentiment/test_text.txt.gz", "one \n two\u2028too\n");
    write("tweeteval-sentiment/test_labels.txt", "1\n2\n");

    // Then
    assertThat(LabelSets.tweetSentimentTest(data))
        .containsExactly(
            new Labelled("one ", "neutral"), new Labelled(" two\u2028too", "positive"));
  }

  @Test
  void tweetsWithoutALabelAreAnError() throws IOException {
    // Given
    write("tweeteval-sentiment/test_text.txt.gz", "one\ntwo\n");
    write("tweeteval-sentiment/test_labels.txt", "1\n");

    // Then
    assertThatThrownBy(() -> LabelSets.tweetSentimentTest(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 2 lines");
  }

  @Test
  void offensiveTweetsOfTheTrainingDataAreLeftOut() throws IOException {
    // Given
    write("tweeteval-offensive/train_text.txt.gz", "seen\n");
    write("tweeteval-offensive/train_labels.txt", "0\n");
    write("tweeteval-offensive/test_text.txt", "seen\nnew\n");
    write("tweeteval-offensive/test_labels.txt", "0\n1\n");

    // Then
    assertThat(LabelSets.offensiveTest(data)).containsExactly(new Labelled("new", "toxic"));
  }

  @Test
  void wikiCommentsOfTheOtherHalfAreLeftOut() throws IOException {
    // Given
    write("wiki-context-toxicity/gc.csv.gz", "id,text,label\n1,seen,0\n");
    write("wiki-context-toxicity/gn.csv.gz", "id,text,label\n2,seen,0\n3,\"new\nline\",0\n");

    // Then
    assertThat(LabelSets.wikiComments(data)).containsExactly(new Labelled("new\nline", "clean"));
  }

  @Test
  void hotelReviewsInTheTrainingDataAreLeftOutWhateverTheirSpacing() throws IOException {
    // Given
    write(
        "chnsenticorp-htl/ChnSentiCorp_htl_all.csv.gz", "label,review\n1,\u597D\n0,\u5DEE \n1,\n");
    write(
        "online-shopping-10-cats/online_shopping_10_cats.zip",
        "\uFEFFcat,label,review\n\u9152\u5E97,1,\uFEFF\u597D \uFF01\n");

    // Then
    assertThat(LabelSets.hotelReviews(data)).containsExactly(new Labelled("\u5DEE", "negative"));
  }

  @Test
  void coldCommentsOfTheTrainingDataAreLeftOut() throws IOException {
    // Given
    write("cold-zh/train.csv.gz", ",split,topic,label,TEXT\n0,train,race,0,seen\n");
    write(
        "cold-zh/test.csv",
        "\uFEFF,split,topic,label,fine-grained-label,TEXT\n1,test,race,1,2,new\n2,test,race,0,0,seen\n");

    // Then
    assertThat(LabelSets.coldTest(data)).containsExactly(new Labelled("new", "toxic"));
  }

  private void write(String name, String text) throws IOException {
    var file = data.resolve(name);
    Files.createDirectories(file.getParent());
    try (var out = open(file)) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private static OutputStream open(Path file) throws IOException {
    var out = Files.newOutputStream(file);
    if (file.toString().endsWith(".zip")) {
      var zip = new ZipOutputStream(out);
      zip.putNextEntry(new ZipEntry("table.csv"));
      return zip;
    }
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
  }
}
