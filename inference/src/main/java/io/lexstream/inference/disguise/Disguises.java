package io.lexstream.inference.disguise;

import io.lexstream.inference.text.PlainLetters;
import io.lexstream.inference.tokens.Vocabulary;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes what people do to hide words from a classifier: letters with spaces between them, digits
 * and symbols for letters, look-alikes of other scripts, invisible characters, stretched or swapped
 * letters, traditional for simplified Chinese characters.
 *
 * <p>Thread safe. Cost is linear in the length of the text.
 */
public final class Disguises {

  /** A word of letters and symbols, without punctuation around it. Handles and links are not. */
  private static final Pattern WORD = Pattern.compile(word("-"));

  /** As {@link #WORD}, also next to a hyphen, and a digit that can stand for a word. */
  private static final Pattern WORD_OR_DIGIT = Pattern.compile(word("") + "|(?<!\\S)[14](?!\\S)");

  private static final Pattern TERMINAL_COLORS = Pattern.compile("\\x1B\\[[0-9;]{0,16}[A-Za-z]");

  /** Numbers of disguised words from which on doubtful words count as disguised. */
  private static final int MIN_DISGUISED = 2;

  private static final double MIN_SHARE = 0.25;

  private final PlainWord words;
  private final SpacedLetters spaced;

  /**
   * @param vocabulary the words that the classifier knows
   */
  public Disguises(Vocabulary vocabulary) {
    this.words = new PlainWord(vocabulary);
    this.spaced = new SpacedLetters(vocabulary, words);
  }

  /** The pattern of a word that is not next to one of {@code marks}. */
  private static String word(String marks) {
    String ends = "[\\p{L}0-9@$|+\u20AC\u00A3]";
    return "(?<![\\p{L}\\p{N}@#/$!|+*&.:_"
        + marks
        + "])"
        + ends
        + "[\\p{L}0-9@$!|+*#'\u20AC\u00A3]{0,22}"
        + ends
        + "(?![\\p{L}\\p{N}/\\\\_@:"
        + marks
        + "])(?!\\.\\p{L})";
  }

  /** The text without disguises; empty if it has none. */
  public Optional<String> undo(String text) {
    String written = TERMINAL_COLORS.matcher(text).replaceAll(" ");
    String plain = plainWords(spaced.join(SimplifiedChinese.of(PlainLetters.of(written))));
    return plain.equals(written) ? Optional.empty() : Optional.of(plain);
  }

  private String plainWords(String text) {
    int all = 0;
    int disguised = 0;
    int unknown = 0;
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      all++;
      disguised += words.of(matcher.group(), PlainWord.Evidence.WEAK).isPresent() ? 1 : 0;
      unknown += words.isUnknown(matcher.group()) ? 1 : 0;
    }
    boolean strong = unknown + disguised >= MIN_DISGUISED && disguised + unknown >= MIN_SHARE * all;
    if (disguised == 0 && !strong) {
      return text;
    }
    var evidence = strong ? PlainWord.Evidence.STRONG : PlainWord.Evidence.WEAK;
    return (strong ? WORD_OR_DIGIT : WORD)
        .matcher(text)
        .replaceAll(
            word ->
                Matcher.quoteReplacement(words.of(word.group(), evidence).orElse(word.group())));
  }
}
