package io.lexstream.inference.text;

import java.util.Set;

/** The scripts that select candidate languages, and how many of their letters make a word. */
enum Script {
  LATIN(
      "cs da de en es fi fr hu id it nl no pl pt ro sv tr vi"
          + " af az bs ca cy et eu ga gl hr is lt lv ms mt nn sk sl sq sw tl"),
  CYRILLIC("ru uk be bg kk ky mk mn sr tg tt"),
  ARABIC("ar fa ur ckb ku ps sd ug"),
  HEBREW("he yi"),
  GREEK("el"),
  DEVANAGARI("hi mr ne sa"),
  BENGALI("bn as"),
  THAI("th", 4),
  HAN("zh", 1.6),
  KANA("ja", 2.5),
  HANGUL("ko"),
  /** Any other script. fastText decides alone. */
  OTHER("");

  /** Languages that are identified by their script only. */
  static final Set<String> LANGUAGES_BY_SCRIPT_ALONE = Set.of("zh", "ja", "ko");

  private final Set<String> languages;
  private final double lettersPerWord;

  Script(String languages) {
    this(languages, 0);
  }

  Script(String languages, double lettersPerWord) {
    this.languages = languages.isEmpty() ? Set.of() : Set.of(languages.split(" "));
    this.lettersPerWord = lettersPerWord;
  }

  /** Codes of the languages that are written in this script; empty if it selects none. */
  Set<String> languages() {
    return languages;
  }

  /** Mean letters of a word for a script without spaces between words, else 0. */
  double lettersPerWord() {
    return lettersPerWord;
  }

  /** The script of a letter. */
  static Script of(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case LATIN -> LATIN;
      case CYRILLIC -> CYRILLIC;
      case ARABIC -> ARABIC;
      case HEBREW -> HEBREW;
      case GREEK -> GREEK;
      case DEVANAGARI -> DEVANAGARI;
      case BENGALI -> BENGALI;
      case THAI -> THAI;
      case HAN -> HAN;
      case HIRAGANA, KATAKANA -> KANA;
      case HANGUL -> HANGUL;
      default -> OTHER;
    };
  }
}
