package io.lexstream.inference.text;

import com.carrotsearch.labs.langid.LangIdV3;
import com.carrotsearch.labs.langid.Model;
import io.lexstream.inference.DetectedLanguage;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the language of a text: Chinese, Japanese and Korean by their scripts, others by langid
 * (naive Bayes over byte n-grams; Lui and Baldwin 2012).
 *
 * <p>Short texts say little about their language, and "lol nice" is as good Norwegian as English.
 * So the languages that packages serve are taken to be a hundred times likelier before a look at
 * the text, candidates are the languages people write most, and what stays in doubt is {@code und}.
 *
 * <p>Thread safe.
 */
public final class LanguageIdentifier {

  private static final Set<String> CANDIDATES =
      Set.of(
          "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id",
          "it", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "ur", "vi");

  private static final double SERVED_PRIOR = 100;
  private static final double LEAST_SCORE = 0.7;

  /** The beginning of a text tells its language as well as all of it. */
  private static final int LONGEST_SAMPLE = 2000;

  private static final Map<Set<String>, Model> MODELS = new ConcurrentHashMap<>();

  private final Set<String> served;
  private final ThreadLocal<LangIdV3> classifiers;

  /** An identifier for texts that are likely in one of these languages (ISO 639-1). */
  public LanguageIdentifier(Collection<String> served) {
    this.served = Set.copyOf(served);
    var candidates = new HashSet<>(CANDIDATES);
    candidates.addAll(served);
    candidates.removeAll(Scripts.TOLD);
    candidates.retainAll(Model.defaultModel().getDetectedLanguages());
    // Cutting the model down to its candidates takes longer than many identifications.
    Model model = MODELS.computeIfAbsent(Set.copyOf(candidates), Model::detectOnly);
    this.classifiers = ThreadLocal.withInitial(() -> new LangIdV3(model));
  }

  /** The text's language, or {@code und} if its letters do not tell. */
  public DetectedLanguage identify(String text) {
    String sample = sample(text);
    Scripts scripts = Scripts.of(sample);
    if (scripts.letters() == 0) {
      return new DetectedLanguage(DetectedLanguage.UNDETERMINED, 0);
    }
    Optional<String> byScript = scripts.language();
    if (byScript.isPresent()) {
      return new DetectedLanguage(byScript.get(), 1);
    }
    return byWords(sample);
  }

  private DetectedLanguage byWords(String sample) {
    LangIdV3 classifier = classifiers.get();
    classifier.reset();
    classifier.append(withoutSymbols(sample));
    String best = DetectedLanguage.UNDETERMINED;
    double bestWeight = 0;
    double weights = 0;
    for (var candidate : classifier.rank(true)) {
      double prior = served.contains(candidate.getLangCode()) ? SERVED_PRIOR : 1;
      double weight = candidate.getConfidence() * prior;
      weights += weight;
      if (weight > bestWeight) {
        best = candidate.getLangCode();
        bestWeight = weight;
      }
    }
    double score = weights == 0 ? 0 : bestWeight / weights;
    return new DetectedLanguage(score < LEAST_SCORE ? DetectedLanguage.UNDETERMINED : best, score);
  }

  /** Emoji and invisible characters belong to no language, but their bytes resemble some. */
  private static String withoutSymbols(String sample) {
    var words = new StringBuilder(sample.length());
    sample.codePoints().map(c -> isSymbol(c) ? ' ' : c).forEach(words::appendCodePoint);
    return words.toString();
  }

  private static boolean isSymbol(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.OTHER_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.FORMAT,
          Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> codePoint >= 0xFE00 && codePoint <= 0xFE0F; // variation selectors
    };
  }

  private static String sample(String text) {
    return text.length() <= LONGEST_SAMPLE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SAMPLE / 2));
  }
}
