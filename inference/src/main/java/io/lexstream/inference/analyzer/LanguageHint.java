package io.lexstream.inference.analyzer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the language that a caller gives for a text. */
final class LanguageHint {

  private static final Set<String> CODES = Set.of(Locale.getISOLanguages());

  private static final Map<String, String> BY_THREE_LETTERS =
      Arrays.stream(Locale.getISOLanguages())
          .filter(code -> threeLetters(code).isPresent())
          .collect(
              Collectors.toUnmodifiableMap(
                  code -> threeLetters(code).orElseThrow(), Function.identity(), (a, b) -> a));

  private LanguageHint() {}

  /**
   * The ISO 639-1 code at the start of a hint: {@code en} for {@code en_US}, {@code EN} and {@code
   * eng}. Empty if the hint is not a code, such as {@code English} or {@code und}: a wrong code
   * would skip every task, while the language can be identified from the text.
   */
  static Optional<String> code(String hint) {
    String head = hint.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    String code = BY_THREE_LETTERS.getOrDefault(head, head);
    // Java lists old codes (iw) beside new ones (he).
    return CODES.contains(code)
        ? Optional.of(Locale.forLanguageTag(code).getLanguage())
        : Optional.empty();
  }

  private static Optional<String> threeLetters(String code) {
    try {
      return Optional.of(Locale.forLanguageTag(code).getISO3Language());
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }
}
