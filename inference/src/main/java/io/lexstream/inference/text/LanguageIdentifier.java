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
 * Identifies the language of a text: Chinese, Japanese and Korean by their scripts, other languages
 * with langid (naive Bayes over byte n-grams; Lui and Baldwin 2012).
 *
 * <p>Short texts contain little evidence: "lol nice" could be Norwegian or English. Three rules
 * reduce wrong answers. Languages that the packages serve have a prior that is a hundred times
 * higher. Candidates are only the most used languages. A score below 0.7 gives {@code und}.
 *
 * <p>Thread safe.
 */
public final class LanguageIdentifier {

  private static final Set<String> CANDIDATES =
      Set.of(
          "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id",
          "it", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "ur", "vi");

  private static final double SERVED_PRIOR = 100;
  private static final double MIN_SCORE = 0.7;

  /** Longest text, in UTF-16 units, that is read in full. Of a longer one the beginning is read. */
  private static final int MAX_SAMPLE = 2000;

  private static final Map<Set<String>, Model> MODELS = new ConcurrentHashMap<>();

  private final Set<String> served;
  private final ThreadLocal<LangIdV3> classifiers;

  /** An identifier that prefers these languages (ISO 639-1). */
  public LanguageIdentifier(Collection<String> served) {
    this.served = Set.copyOf(served);
    var candidates = new HashSet<>(CANDIDATES);
    candidates.addAll(served);
    candidates.removeAll(Scripts.IDENTIFIED);
    candidates.retainAll(Model.defaultModel().getDetectedLanguages());
    // Reducing the model to its candidates costs more than many identifications: share the result.
    Model model = MODELS.computeIfAbsent(Set.copyOf(candidates), Model::detectOnly);
    this.classifiers = ThreadLocal.withInitial(() -> new LangIdV3(model));
  }

  /** The language of a text, or {@code und} if the evidence is too weak. */
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
    return new DetectedLanguage(score < MIN_SCORE ? DetectedLanguage.UNDETERMINED : best, score);
  }

  /** Removes emoji and invisible characters, whose bytes resemble the bytes of some languages. */
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
    return text.length() <= MAX_SAMPLE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_SAMPLE / 2));
  }
}
