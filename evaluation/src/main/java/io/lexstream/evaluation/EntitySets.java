package io.lexstream.evaluation;

import io.lexstream.evaluation.EvaluationRow.Tagged;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Data sets with named entities. */
final class EntitySets {

  /** The entity types that occur in all of them. */
  static final Set<String> TYPES = Set.of("PER", "ORG", "LOC");

  private static final String TEXT = "# text = ";

  private EntitySets() {}

  static List<Tagged> englishWebTest(Path data) throws IOException {
    return universalNer(DataFile.text(data.resolve("uner-english-ewt/en_ewt-ud-test.iob2")));
  }

  static List<Tagged> simplifiedChineseTest(Path data) throws IOException {
    return universalNer(
        DataFile.text(data.resolve("uner-chinese-gsdsimp/zh_gsdsimp-ud-test.iob2")));
  }

  static List<Tagged> wikigold(Path data) throws IOException {
    return conll(DataFile.text(data.resolve("wikigold/wikigold.conll.txt")));
  }

  /**
   * Reads the format of Universal NER: a comment with the text, then one line per word with number,
   * word and tag, separated by tabs.
   */
  static List<Tagged> universalNer(String file) {
    var sentences = new ArrayList<Tagged>();
    for (var block : file.split("\n\n", -1)) {
      var text = "";
      var words = new TaggedWords(TYPES);
      for (var line : block.split("\n", -1)) {
        if (line.startsWith(TEXT)) {
          text = line.substring(TEXT.length());
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          var columns = line.split("\t", -1);
          words.add(columns[1], columns[2]);
        }
      }
      if (!words.isEmpty()) {
        sentences.add(words.in(text));
      }
    }
    return sentences;
  }

  /**
   * Reads one line per word with word and tag, separated by a space. A blank line ends a sentence.
   */
  static List<Tagged> conll(String file) {
    var sentences = new ArrayList<Tagged>();
    var words = new TaggedWords(TYPES);
    for (var line : (file + "\n").split("\n", -1)) {
      var columns = line.stripTrailing().split(" ", -1);
      if (columns.length > 1 && !line.startsWith("-DOCSTART-")) {
        words.add(columns[0], columns[columns.length - 1]);
      } else if (!words.isEmpty()) {
        sentences.add(words.joined());
        words = new TaggedWords(TYPES);
      }
    }
    return sentences;
  }
}
