package io.lexstream.inference.disguise;

import io.lexstream.inference.text.PlainLetters;
import io.lexstream.inference.tokens.Vocabulary;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Undoes what people do to hide words from a classifier: letters with spaces between them, digits
 * and symbols for letters, look-alikes of other scripts, invisible characters, stretched or swapped
 * letters, traditional for simplified Chinese characters.
 *
 * <p>Thread safe. Cost is linear in the length of the text.
 */
public final class Disguises {

  private static final Pattern TERMINAL_COLORS = Pattern.compile("\\x1B\\[[0-9;]{0,16}[A-Za-z]");

  /** Numbers of disguised words from which on doubtful words count as disguised. */
  private static final int MIN_DISGUISED = 2;

  private static final double MIN_SHARE = 0.25;

  /** Length of a long text, in UTF-16 units. */
  private static final int LONG_TEXT = 300;

  private final PlainWord words;
  private final SpacedLetters spaced;

  /**
   * @param vocabulary the words that the classifier knows
   */
  public Disguises(Vocabulary vocabulary) {
    this.words = new PlainWord(vocabulary);
    this.spaced = new SpacedLetters(vocabulary, words);
  }

  /** The text without disguises; empty if it has none. */
  public Optional<String> undo(String text) {
    String written =
        text.indexOf('\u001B') < 0 ? text : TERMINAL_COLORS.matcher(text).replaceAll(" ");
    String plain = plainWords(spaced.join(SimplifiedChinese.of(PlainLetters.of(written))));
    return plain.equals(written) ? Optional.empty() : Optional.of(plain);
  }

  private String plainWords(String text) {
    var without = text.length() > LONG_TEXT ? PlainWord.Evidence.NONE : PlainWord.Evidence.WEAK;
    var found = new Words(text, false);
    int all = 0;
    int disguised = 0;
    int unknown = 0;
    while (found.next()) {
      all++;
      boolean known = words.isKnown(text, found.start(), found.end());
      if (!known) {
        String word = text.substring(found.start(), found.end());
        disguised += words.of(word, without).isPresent() ? 1 : 0;
        unknown += words.isUnknown(word) ? 1 : 0;
      }
    }
    boolean strong = unknown + disguised >= MIN_DISGUISED && disguised + unknown >= MIN_SHARE * all;
    if (strong) {
      return rewritten(text, PlainWord.Evidence.STRONG);
    }
    return disguised > 0 ? rewritten(text, without) : text;
  }

  private String rewritten(String text, PlainWord.Evidence evidence) {
    var found = new Words(text, evidence == PlainWord.Evidence.STRONG);
    var plain = new StringBuilder(text.length());
    int end = 0;
    while (found.next()) {
      plain.append(text, end, found.start());
      String word = text.substring(found.start(), found.end());
      plain.append(words.of(word, evidence).orElse(word));
      end = found.end();
    }
    return plain.append(text, end, text.length()).toString();
  }
}
