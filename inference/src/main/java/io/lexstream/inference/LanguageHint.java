package io.lexstream.inference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what callers say about a text's language. */
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
   * The ISO 639-1 code at the head of a hint: {@code en} for {@code en_US}, {@code EN} and {@code
   * eng}. Empty for what is no code, such as {@code English} or {@code und}: a wrong hint would
   * switch every task off, and the text tells its language itself.
   */
  static Optional<String> code(String hint) {
    String head = hint.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    String code = BY_THREE_LETTERS.getOrDefault(head, head);
    // Java knows old codes (iw) for what has a new one (he).
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
