package io.lexstream.inference.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lexstream.inference.Entity;
import io.lexstream.inference.Span;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.Activation;
import io.lexstream.inference.packages.Aggregation;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityDecoderTest {

  /**
   * Decodes a text of tokens. A token {@code form/LABEL:score} can have more scores ({@code
   * /LABEL:score}); a leading {@code ##} continues a word; a space separates words.
   */
  private static List<Entity> decode(
      List<String> labels, Aggregation aggregation, String... tagged) {
    return decode(labels, aggregation, List.of(), tagged.length, tagged);
  }

  /** Like {@link #decode}, with two windows. The first ends before token {@code cut}. */
  private static List<Entity> decode(
      List<String> labels,
      Aggregation aggregation,
      List<List<Double>> transitions,
      int cut,
      String... tagged) {
    var text = new StringBuilder();
    int n = tagged.length;
    var tokens = new TokenizedText(new int[n], new int[n], new int[n], new boolean[n], new int[n]);
    int width = labels.size();
    var scores = new float[n * width];
    for (int i = 0; i < n; i++) {
      String[] parts = tagged[i].split("[/:]", -1);
      boolean continues = parts[0].startsWith("##");
      if (i > 0 && !continues) {
        text.append(' ');
      }
      tokens.starts()[i] = text.codePointCount(0, text.length());
      text.append(continues ? parts[0].substring(2) : parts[0]);
      tokens.ends()[i] = text.codePointCount(0, text.length());
      tokens.wordStarts()[i] = !continues;
      for (int p = 1; p < parts.length; p += 2) {
        scores[i * width + labels.indexOf(parts[p])] = Float.parseFloat(parts[p + 1]);
      }
    }
    var points = CodePoints.of(text.toString());
    var head =
        new Head.TokenTags(
            "tags", labels, Activation.NONE, 1, aggregation, WordRule.TEXT, transitions);
    var windows =
        cut < n
            ? List.of(new Window(0, cut, 0, cut), new Window(cut, n, cut, n))
            : List.of(new Window(0, n, 0, n));
    var output =
        new WindowedOutput(
            points,
            List.of(new Span(0, points.length())),
            tokens,
            windows,
            windows.stream()
                .map(w -> Arrays.copyOfRange(scores, w.from() * width, w.to() * width))
                .map(part -> new RowOutput(Map.of("tags", part)))
                .toList());
    return new EntityDecoder(head).decode(output);
  }

  private static List<String> shown(List<Entity> entities) {
    var shown = new ArrayList<String>();
    entities.forEach(entity -> shown.add(entity.type() + " " + entity.text()));
    return shown;
  }

  /** Transitions that forbid an inside label after {@code O} or another type. */
  private static List<List<Double>> transitionsOfBio(List<String> labels) {
    return labels.stream()
        .map(
            from ->
                labels.stream()
                    .map(to -> Tag.of(to).continues(Tag.of(from)) || !to.startsWith("I") ? 0 : -99.)
                    .toList())
        .toList();
  }

  private static final List<String> BIO = List.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC");

  /** Decodes a text of words that are tagged B-PER and I-PER, at the given offsets. */
  private static List<Entity> decodeName(String text, int[] starts, int[] ends) {
    int n = starts.length;
    var tags = new float[n * BIO.size()];
    var wordStarts = new boolean[n];
    for (int word = 0; word < n; word++) {
      tags[word * BIO.size() + (word == 0 ? 1 : 2)] = 1;
      wordStarts[word] = true;
    }
    var points = CodePoints.of(text);
    var head =
        new Head.TokenTags(
            "tags", BIO, Activation.NONE, 1, Aggregation.FIRST, WordRule.TEXT, List.of());
    return new EntityDecoder(head)
        .decode(
            new WindowedOutput(
                points,
                List.of(new Span(0, points.length())),
                new TokenizedText(new int[n], starts, ends, wordStarts, new int[n]),
                List.of(new Window(0, n, 0, n)),
                List.of(new RowOutput(Map.of("tags", tags)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"&#10;", "&#x0D;&#x0A;", "&#9;", "&nbsp;&nbsp;&nbsp;", "&emsp;", "&#8232;"})
  void whiteSpaceWrittenAsAReferenceSeparatesNames(String space) {
    // When
    int second = 3 + space.length();
    var entities =
        decodeName("Tim" + space + "Bo", new int[] {0, second}, new int[] {3, second + 2});

    // Then
    assertThat(shown(entities)).containsExactly("PER Tim", "PER Bo");
    assertThat(entities.get(1).span()).isEqualTo(new Span(second, second + 2));
  }

  @Test
  void aReferenceInANameIsPartOfIt() {
    // When
    var entities =
        decodeName("Jos&eacute;&nbsp;M&uuml;ller", new int[] {0, 17}, new int[] {11, 28});

    // Then
    assertThat(shown(entities)).containsExactly("PER Jos&eacute;&nbsp;M&uuml;ller");
  }

  @Test
  void aBlankReferenceAtTheEdgeOfATokenIsNotPartOfAName() {
    // When
    var entities = decodeName("&nbsp;Tim&#32;met", new int[] {0}, new int[] {14});

    // Then
    assertThat(shown(entities)).containsExactly("PER Tim");
    assertThat(entities.get(0).span()).isEqualTo(new Span(6, 9));
  }

  @Test
  void joinsWordsOfOneTypeToAnEntity() {
    // When
    var entities =
        decode(BIO, Aggregation.FIRST, "Tim/B-PER:1", "Cook/I-PER:.5", "met/O:1", "Bo/B-PER:1");

    // Then
    assertThat(shown(entities)).containsExactly("PER Tim Cook", "PER Bo");
    assertThat(entities.get(0).score()).isEqualTo(0.75, within(1e-9));
    assertThat(entities.get(0).span()).isEqualTo(new Span(0, 8));
  }

  @Test
  void beginTagStartsANewEntity() {
    // When
    var entities = decode(BIO, Aggregation.FIRST, "Tim/B-PER:1", "Bo/B-PER:1", "Rome/B-LOC:1");

    // Then
    assertThat(shown(entities)).containsExactly("PER Tim", "PER Bo", "LOC Rome");
  }

  @Test
  void insideTagWithoutBeginTagStartsAnEntity() {
    // When
    var entities = decode(BIO, Aggregation.FIRST, "Tim/I-PER:1", "Rome/I-LOC:1");

    // Then
    assertThat(shown(entities)).containsExactly("PER Tim", "LOC Rome");
  }

  @Test
  void endTagEndsAnEntityAndSingleTagIsAnEntity() {
    // Given
    var bioes = List.of("O", "B-PER", "I-PER", "E-PER", "S-PER");

    // When
    var entities =
        decode(
            bioes,
            Aggregation.FIRST,
            "A/B-PER:1",
            "b/I-PER:1",
            "c/E-PER:1",
            "D/I-PER:1",
            "E/S-PER:1",
            "F/S-PER:1");

    // Then
    assertThat(shown(entities)).containsExactly("PER A b c", "PER D", "PER E", "PER F");
  }

  @Test
  void joinsAdjacentWordsWithAPlainTag() {
    // When
    var entities =
        decode(
            List.of("O", "PER", "LOC"), Aggregation.FIRST, "Tim/PER:1", "Cook/PER:1", "Rome/LOC:1");

    // Then
    assertThat(shown(entities)).containsExactly("PER Tim Cook", "LOC Rome");
  }

  @Test
  void firstAggregationUsesTheFirstSubWord() {
    // When
    var entities = decode(BIO, Aggregation.FIRST, "Ber/B-LOC:.6", "##lin/O:1", "##er/B-PER:1");

    // Then
    assertThat(shown(entities)).containsExactly("LOC Berliner");
    assertThat(entities.get(0).score()).isEqualTo(0.6, within(1e-6));
  }

  @Test
  void maxAggregationUsesTheSubWordWithTheHighestScore() {
    // When
    var entities = decode(BIO, Aggregation.MAX, "Ber/B-LOC:.6", "##lin/O:.5", "##er/B-PER:.9");

    // Then
    assertThat(shown(entities)).containsExactly("PER Berliner");
  }

  @Test
  void averageAggregationUsesTheMeanOfSubWords() {
    // When
    var entities =
        decode(BIO, Aggregation.AVERAGE, "Ber/B-LOC:.6", "##lin/B-LOC:.3", "##er/B-PER:.8");

    // Then
    assertThat(shown(entities)).containsExactly("LOC Berliner");
    assertThat(entities.get(0).score()).isEqualTo(0.3, within(1e-6));
  }

  @Test
  void spansCountCodePoints() {
    // When
    var entities = decode(BIO, Aggregation.FIRST, "👍🏽/O:1", "𠮷/B-PER:1");

    // Then
    assertThat(entities).containsExactly(new Entity("𠮷", "PER", new Span(3, 4), 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void transitionsMakeAdjacentLabelsConsistentAcrossWindows(int cut) {
    // When
    var entities =
        decode(
            BIO,
            Aggregation.FIRST,
            transitionsOfBio(BIO),
            cut,
            "New/B-LOC:.9",
            "York/I-PER:.6/I-LOC:.4",
            "fell/O:1");

    // Then
    assertThat(shown(entities)).containsExactly("LOC New York");
    assertThat(entities.get(0).score()).isEqualTo(0.65, within(1e-6));
  }

  @Test
  void outsideLabelPrecedesTheFirstWord() {
    // Given
    var labels = List.of("I-PER", "B-PER", "O");

    // When
    var entities =
        decode(
            labels,
            Aggregation.FIRST,
            transitionsOfBio(labels),
            2,
            "Bo/I-PER:.6/B-PER:.3",
            "Li/I-PER:.9");

    // Then
    assertThat(shown(entities)).containsExactly("PER Bo Li");
    assertThat(entities.get(0).score()).isEqualTo(0.6, within(1e-6));
  }
}
