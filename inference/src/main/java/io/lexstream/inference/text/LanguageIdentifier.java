package io.lexstream.inference.text;

import com.carrotsearch.labs.langid.LangIdV3;
import com.carrotsearch.labs.langid.Model;
import com.ibm.icu.text.Normalizer2;
import io.lexstream.inference.DetectedLanguage;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

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

  /** Longest beginning of a text that is read, in UTF-16 units. */
  private static final int MAX_SAMPLE = 2000;

  /** Part of a text, in UTF-16 units, that is decoded and composed to make a sample. */
  private static final int MAX_ENCODED_SAMPLE = 4 * MAX_SAMPLE;

  private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();

  /**
   * A capitalized word with a letter beyond ASCII. The first word of a sentence counts only if a
   * capitalized word follows.
   */
  private static final Pattern FOREIGN_NAME =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}])(?=\\p{Lu})(?=[\\p{L}'\u2019-]*[\\p{L}&&[^a-zA-Z]])"
              + "(?:(?<=[\\p{L}\\p{M},;:&(]\\s{1,3})[\\p{L}'\u2019-]+|[\\p{L}'\u2019-]+(?=\\s\\p{Lu}))");

  private static final Pattern LOWER_CASE_WORD = Pattern.compile("(?<!\\p{L})\\p{Ll}{2,}");
  private static final int MIN_OTHER_WORDS = 2;

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
    classifier.append(withoutSymbols(withoutForeignNames(sample)));
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

  /**
   * Removes capitalized words with letters beyond ASCII inside of sentences: an English text can
   * name "Jos\u00E9 M\u00FCller". If few other words remain, returns the sample as it is.
   */
  private static String withoutForeignNames(String sample) {
    if (sample.codePoints().allMatch(c -> c < 0x80)) {
      return sample;
    }
    var others = FOREIGN_NAME.matcher(sample).replaceAll(" ");
    return others.length() < sample.length()
            && LOWER_CASE_WORD.matcher(others).results().limit(MIN_OTHER_WORDS).count()
                == MIN_OTHER_WORDS
        ? others
        : sample;
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

  /**
   * The beginning of a text, with character references decoded and in composed form (NFC): the
   * language must not depend on how characters are encoded.
   */
  private static String sample(String text) {
    // Longer than the sample in every encoding of its characters.
    var beginning =
        text.length() <= MAX_ENCODED_SAMPLE ? text : text.substring(0, MAX_ENCODED_SAMPLE);
    var composed = COMPOSED.normalize(DecodedText.decode(beginning));
    return composed.length() <= MAX_SAMPLE
        ? composed
        : composed.substring(0, composed.offsetByCodePoints(0, MAX_SAMPLE / 2));
  }
}
