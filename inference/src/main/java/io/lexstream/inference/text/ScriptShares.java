package io.lexstream.inference.text;

import io.lexstream.inference.DetectedLanguage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many words of a text are written in each script. A script without spaces between words counts
 * a word for each {@link Script#lettersPerWord} letters.
 */
final class ScriptShares {

  /** Japanese mixes Chinese characters with at least this share of kana. */
  private static final double MIN_KANA = 0.1;

  /** Score of a language that its script identifies: few texts in a script are in another one. */
  private static final double BY_SCRIPT = 0.99;

  /** Weight of a word with a capital, which may be a name: a Chinese text can name "iPhone Pro". */
  private static final double NAME = 0.5;

  private final Map<Script, Double> words = new EnumMap<>(Script.class);
  private int han;
  private int kana;

  private ScriptShares() {}

  static ScriptShares of(String text) {
    var shares = new ScriptShares();
    int end;
    for (int start = 0; start < text.length(); start = end) {
      int first = text.codePointAt(start);
      end = start + Character.charCount(first);
      if (Character.isLetter(first)) {
        Script script = Script.of(first);
        end = endOfRun(text, end, script);
        shares.add(script, text.substring(start, end));
      }
    }
    shares.joinJapanese();
    return shares;
  }

  /** The end of the letters and marks of one script. */
  private static int endOfRun(String text, int from, Script script) {
    int end = from;
    while (end < text.length() && continues(text.codePointAt(end), script)) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private static boolean continues(int point, Script script) {
    return Character.isLetter(point)
        ? Script.of(point) == script
        : Character.getType(point) == Character.NON_SPACING_MARK
            || Character.getType(point) == Character.COMBINING_SPACING_MARK;
  }

  private void add(Script script, String run) {
    int letters = run.codePointCount(0, run.length());
    if (script == Script.HAN) {
      han += letters;
    } else if (script == Script.KANA) {
      kana += letters;
    }
    boolean name = run.chars().anyMatch(Character::isUpperCase);
    double count =
        script.lettersPerWord() > 0 ? letters / script.lettersPerWord() : name ? NAME : 1;
    words.merge(script, count, Double::sum);
  }

  /** Counts the Chinese characters of a Japanese text as Japanese. */
  private void joinJapanese() {
    if (kana > 0 && kana >= MIN_KANA * (kana + han)) {
      words.merge(Script.KANA, words.getOrDefault(Script.HAN, 0.0), Double::sum);
      words.remove(Script.HAN);
    }
  }

  /** The script of most words. */
  Script main() {
    return words.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** The language that the main script identifies by itself, if it does. */
  Optional<DetectedLanguage> language() {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    return switch (main()) {
      case HAN -> Optional.of(new DetectedLanguage("zh", BY_SCRIPT));
      case KANA -> Optional.of(new DetectedLanguage("ja", BY_SCRIPT));
      case HANGUL -> Optional.of(new DetectedLanguage("ko", BY_SCRIPT));
      default -> Optional.empty();
    };
  }
}
