package io.lexstream.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadlineTest {

  private static int sentencesOfHeadline(String text) {
    var points = CodePoints.of(text.replace("|", "\n"));
    var sentences = new SentenceSplitter().split(text.replace("|", "\n"), points, "en");
    return Headline.sentences(points, sentences);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {
        "Harbour bridge closed|Cracks were found on Monday. Boats may pass.",
        "Harbour bridge closed||Cracks were found on Monday.",
        "Shares of \u201CBridge & Sons\u201D|They rose by 5%.",
        "Shares rise by 5%|Nobody knows why.",
        "Harbour bridge closed\u2028Cracks were found on Monday.",
        "\u6E2F\u53E3\u5927\u6865\u5173\u95ED|\u661F\u671F\u4E00\u53D1\u73B0\u4E86\u88C2\u7F1D\u3002",
      })
  void firstLineThatEndsWithAWordIsAHeadline(String text) {
    assertThat(sentencesOfHeadline(text)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"Bridge closed! Cracks found|They were found on Monday."})
  void headlineCanHaveTwoSentences(String text) {
    assertThat(sentencesOfHeadline(text)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {
        "The harbour bridge is closed.|Cracks were found on Monday.",
        "Dear Sir or Madam,|Cracks were found on Monday.",
        "The harbour bridge has been|closed since Monday.",
        "The harbour bridge is closed. Cracks were found.",
        "\u201CI never said that.\u201D|Nobody did.",
        "Boats may pass (finally.)|Cracks were found.",
        "We love it \uD83D\uDE00|Nobody knows why.",
        "\u092F\u0939 \u092A\u0941\u0932 \u092C\u0902\u0926 \u0939\u0948\u0964|\u0928\u093E\u0935\u0947\u0902 \u091A\u0932\u0947\u0902\u0917\u0940\u0964",
        "It closed. Cracks were found. Read more on example.org|Boats may pass.",
        "Harbour bridge closed",
        "''",
      })
  void otherFirstLinesAreNotHeadlines(String text) {
    assertThat(sentencesOfHeadline(text)).isZero();
  }
}
