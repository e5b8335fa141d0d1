package io.lexstream.inference.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.Span;
import io.lexstream.inference.TinyPackage;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.SentenceSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokenizerTest {

  private TextTokenizer tokenizer;

  @BeforeEach
  void load() {
    tokenizer = TextTokenizer.load(TinyPackage.folder().resolve("tokenizer.json"), WordRule.TEXT);
  }

  @AfterEach
  void close() {
    tokenizer.close();
  }

  private TokenizedText tokenize(String text) {
    var points = CodePoints.of(text);
    return tokenizer.tokenize(points, new SentenceSplitter().split(text, points, "en"));
  }

  @Test
  void ignoresTruncationAndPaddingOfTheFile() {
    // When
    var longText = tokenize("the city ".repeat(50));
    var shortText = tokenize("city");

    // Then
    assertThat(longText.size()).isEqualTo(100);
    assertThat(shortText.size()).isEqualTo(1);
  }

  @Test
  void findsSpecialTokens() {
    // When
    var special = tokenizer.special();

    // Then
    assertThat(special.before()).containsExactly(2);
    assertThat(special.after()).containsExactly(3);
  }

  @Test
  void offsetsAreCodePoints() {
    // When
    var tokens = tokenize("👍🏽 Berlin\u0000 北京");

    // Then
    assertThat(tokens.starts()).containsExactly(0, 3, 6, 11, 12);
    assertThat(tokens.ends()).containsExactly(2, 6, 9, 12, 13);
    assertThat(tokens.wordStarts()).containsExactly(true, true, false, true, true);
  }

  @Test
  void longTextHasTheTokensOfItsSentences() {
    // Given
    var sentence = "We met Tim Cook in Berlin 👍. ";
    var text = sentence.repeat(2000);
    var one = tokenize(sentence);

    // When
    var tokens = tokenize(text);

    // Then
    assertThat(tokens.size()).isEqualTo(2000 * one.size());
    int length = (int) sentence.codePoints().count();
    for (int i = 0; i < tokens.size(); i++) {
      int offset = i / one.size() * length;
      assertThat(tokens.ids()[i]).isEqualTo(one.ids()[i % one.size()]);
      assertThat(tokens.starts()[i]).isEqualTo(offset + one.starts()[i % one.size()]);
      assertThat(tokens.sentences()[i]).isEqualTo(i / one.size());
    }
  }

  @Test
  void errorNamesAFileThatIsNotATokenizer(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {}}");

    // When
    var loading =
        org.assertj.core.api.Assertions.catchThrowable(
            () -> TextTokenizer.load(file, WordRule.TEXT));

    // Then
    assertThat(loading)
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void sentenceNumbersStartAtZeroInEachRow() {
    // Given
    var text = tokenize("We met. We went. The end.");
    var sentences = List.of(new Span(0, 7), new Span(8, 16), new Span(17, 25));

    // When
    var row = WindowRow.of(text, new Window(3, text.size(), 3, text.size()), tokenizer.special());

    // Then
    assertThat(sentences).hasSize(text.sentences()[text.size() - 1] + 1);
    assertThat(row.sentences()[0]).isEqualTo(WindowRow.NO_SENTENCE);
    assertThat(row.sentences()[1]).isZero();
    assertThat(row.sentenceCount()).isEqualTo(2);
    assertThat(row.tokens()).isEqualTo(row.textSize() + 2);
  }

  @Test
  void closedTokenizerThrows() {
    // Given
    var closed = TextTokenizer.load(TinyPackage.folder().resolve("tokenizer.json"), WordRule.TEXT);
    closed.close();

    // When
    var points = CodePoints.of("city");

    // Then
    assertThatThrownBy(() -> closed.tokenize(points, List.of(new Span(0, 4))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tokensOfReferencesCoverTheReference() {
    // When
    var tokens = tokenize("city &amp;&#32;&#21271; bad");

    // Then
    assertThat(tokens.starts()).containsExactly(0, 5, 15, 24);
    assertThat(tokens.ends()).containsExactly(4, 10, 23, 27);
  }
}
