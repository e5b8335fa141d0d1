package io.lexstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.evaluation.EvaluationRow.Tagged;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EntitySetsTest {

  @Test
  void findsWordsInTheOriginalText() {
    // Given
    var file =
        """
        # sent_id = 1
        # text = \uD83D\uDE80Tim Cook's in New York.
        1\t\uD83D\uDE80\tO\t-\t-
        2\tTim\tB-PER\t-\ta
        3\tCook\tI-PER\t-\ta
        4\t's\tO\t-\t-
        5\tin\tO\t-\t-
        6\tNew\tB-LOC\t-\ta
        7\tYork\tI-LOC\t-\ta
        8\t.\tO\t-\t-

        # text = He left
        1\tHe\tO\t-\t-
        2\tleft\tO\t-\t-

        """;

    // When
    var sentences = EntitySets.universalNer(file);

    // Then: the emoji is one code point
    assertThat(sentences)
        .containsExactly(
            new Tagged(
                "\uD83D\uDE80Tim Cook's in New York.",
                Set.of(new TypedSpan(1, 9, "PER"), new TypedSpan(15, 23, "LOC"))),
            new Tagged("He left", Set.of()));
  }

  @Test
  void adjacentEntitiesOfOneTypeAreSeparatedByTheirBeginTags() {
    // Given
    var file = "# text = AnnaBen\n1\tAnna\tB-PER\n2\tBen\tB-PER";

    // Then
    assertThat(EntitySets.universalNer(file).get(0).spans())
        .containsExactlyInAnyOrder(new TypedSpan(0, 4, "PER"), new TypedSpan(4, 7, "PER"));
  }

  @Test
  void wordsThatAreNotInTheTextAreJoinedBySpaces() {
    // Given
    var file = "# text = Someone else\n1\tTim\tB-PER\n2\tleft\tO";

    // Then
    assertThat(EntitySets.universalNer(file))
        .containsExactly(new Tagged("Tim left", Set.of(new TypedSpan(0, 3, "PER"))));
  }

  @Test
  void readsTagsWithoutBeginAndIgnoresOtherTypes() {
    // Given
    var file =
        """
        Japanese I-MISC
        band O
        Mad I-ORG
        Markets I-ORG
        Berlin I-LOC

        -DOCSTART- O

        left O
        """;

    // When
    var sentences = EntitySets.conll(file);

    // Then
    assertThat(sentences)
        .containsExactly(
            new Tagged(
                "Japanese band Mad Markets Berlin",
                Set.of(new TypedSpan(14, 25, "ORG"), new TypedSpan(26, 32, "LOC"))),
            new Tagged("left", Set.of()));
  }
}
