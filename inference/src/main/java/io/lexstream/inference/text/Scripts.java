package io.lexstream.inference.text;

import java.util.Optional;
import java.util.Set;

/**
 * Letter counts of a text for the scripts that identify a language by themselves.
 *
 * @param letters letters of any script
 * @param han Chinese characters, which Japanese also uses
 * @param kana Japanese syllables
 * @param hangul Korean syllables
 */
record Scripts(int letters, int han, int kana, int hangul) {

  /** Languages that are identified by script only. */
  static final Set<String> IDENTIFIED = Set.of("zh", "ja", "ko");

  static Scripts of(String text) {
    int letters = 0;
    int han = 0;
    int kana = 0;
    int hangul = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      if (!Character.isLetter(point)) {
        continue;
      }
      letters++;
      switch (Character.UnicodeScript.of(point)) {
        case HAN -> han++;
        case HIRAGANA, KATAKANA -> kana++;
        case HANGUL -> hangul++;
        default -> {}
      }
    }
    return new Scripts(letters, han, kana, hangul);
  }

  /** The language identified by script, if any. Latin names in the text do not prevent it. */
  Optional<String> language() {
    if (kana * 10 >= kana + han && (kana + han) * 3 > letters) {
      return Optional.of("ja");
    }
    if (hangul * 3 > letters) {
      return Optional.of("ko");
    }
    return han * 3 > letters ? Optional.of("zh") : Optional.empty();
  }
}
