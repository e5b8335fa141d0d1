package io.lexstream.inference.text;

import com.carrotsearch.labs.langid.LangIdV3;
import com.carrotsearch.labs.langid.Model;
import com.ibm.icu.text.Normalizer2;
import io.lexstream.inference.DetectedLanguage;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Identifies the language of a text, in two steps:
 *
 * <ol>
 *   <li>The script of most words selects the candidates: a text in Chinese characters cannot be
 *       Arabic. Links, numbers, handles, code and emoji are no words.
 *   <li>Among the candidates, the probabilities of two classifiers are combined: fastText's {@code
 *       lid.176} (Joulin et al. 2016) and langid (Lui and Baldwin 2012). They err on different
 *       texts. Languages that the packages serve have a higher prior, because "lol nice" could be
 *       Norwegian or English.
 * </ol>
 *
 * <p>The score is calibrated: of the texts with a score near 0.8, about 80% have that language. A
 * score below 0.6 gives {@code und}. Decision 12 compares the alternatives.
 *
 * <p>Thread safe.
 */
public final class LanguageIdentifier {

  /** The most used languages. A rare language is less likely than an error. */
  private static final Set<String> CANDIDATES =
      Set.of(
          "ar", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id",
          "it", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "ur", "vi");

  /** Exponents of the two probabilities and logarithm of the prior, fitted on half of the texts. */
  private static final double FASTTEXT_WEIGHT = 0.8;

  private static final double LANGID_WEIGHT = 0.3;
  private static final double SERVED_LOG_PRIOR = 4;

  /** Lowest probabilities, so that neither classifier can rule out a language alone. */
  private static final double FASTTEXT_FLOOR = 1e-5;

  private static final double LANGID_FLOOR = 1e-7;

  private static final double MIN_SCORE = 0.6;

  /** Longest beginning of a text that is read, in UTF-16 units. */
  private static final int MAX_SAMPLE = 500;

  /** Part of a text, in UTF-16 units, that is decoded and composed to make a sample. */
  private static final int MAX_ENCODED_SAMPLE = 4 * MAX_SAMPLE;

  private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();

  private static final FastTextModel FASTTEXT = FastTextModel.load("lid.176.ftz");

  /** Index of each language in the probabilities of fastText. */
  private static final Map<String, Integer> INDEXES = indexes();

  private static final Map<Set<String>, Model> LANGID = new ConcurrentHashMap<>();

  private final Set<String> served;
  private final Set<String> candidates;
  private final ThreadLocal<LangIdV3> langid;

  /** An identifier that prefers these languages (ISO 639-1). */
  public LanguageIdentifier(Collection<String> served) {
    this.served = Set.copyOf(served);
    this.candidates = new TreeSet<>(CANDIDATES);
    candidates.addAll(served);
    candidates.removeAll(Script.LANGUAGES_BY_SCRIPT_ALONE);
    candidates.retainAll(INDEXES.keySet());
    var known = new HashSet<>(candidates);
    known.retainAll(Model.defaultModel().getDetectedLanguages());
    // Reducing the model to its candidates costs more than many identifications: share the result.
    Model model = LANGID.computeIfAbsent(Set.copyOf(known), Model::detectOnly);
    this.langid = ThreadLocal.withInitial(() -> new LangIdV3(model));
  }

  private static Map<String, Integer> indexes() {
    var indexes = new HashMap<String, Integer>();
    for (String label : FASTTEXT.labels()) {
      indexes.put(label, indexes.size());
    }
    return indexes;
  }

  /** The language of a text, or {@code und} if the evidence is too weak. */
  public DetectedLanguage identify(String text) {
    String sample = sample(text);
    String words = PlainWords.of(sample);
    ScriptShares scripts = ScriptShares.of(words.isEmpty() ? sample : words);
    var found =
        scripts
            .language()
            .orElseGet(
                () ->
                    words.isEmpty()
                        ? new DetectedLanguage(DetectedLanguage.UNDETERMINED, 0)
                        : byWords(scripts.main(), words, sample));
    return found.score() < MIN_SCORE
        ? new DetectedLanguage(DetectedLanguage.UNDETERMINED, found.score())
        : found;
  }

  private DetectedLanguage byWords(Script script, String words, String sample) {
    double[] fastText = FASTTEXT.probabilities(words);
    var languages =
        script.languages().isEmpty()
            ? List.<String>of()
            : candidates.stream().filter(script.languages()::contains).toList();
    return languages.isEmpty()
        ? mostProbable(fastText)
        : combined(languages, fastText, langid(PlainWords.withoutSymbols(sample)));
  }

  /** For a script that no candidate uses. */
  private static DetectedLanguage mostProbable(double[] fastText) {
    int best = 0;
    for (int i = 1; i < fastText.length; i++) {
      if (fastText[i] > fastText[best]) {
        best = i;
      }
    }
    return new DetectedLanguage(FASTTEXT.labels().get(best), fastText[best]);
  }

  private DetectedLanguage combined(
      List<String> languages, double[] fastText, Map<String, Double> langid) {
    String best = DetectedLanguage.UNDETERMINED;
    double bestWeight = 0;
    double weights = 0;
    for (String language : languages) {
      double byFastText = fastText[INDEXES.get(language)];
      double logWeight =
          FASTTEXT_WEIGHT * Math.log(byFastText + FASTTEXT_FLOOR)
              + LANGID_WEIGHT * Math.log(langid.getOrDefault(language, 0.0) + LANGID_FLOOR)
              + (served.contains(language) ? SERVED_LOG_PRIOR : 0);
      double weight = Math.exp(logWeight);
      weights += weight;
      if (weight > bestWeight) {
        best = language;
        bestWeight = weight;
      }
    }
    return new DetectedLanguage(best, bestWeight / weights);
  }

  private Map<String, Double> langid(String text) {
    LangIdV3 classifier = langid.get();
    classifier.reset();
    classifier.append(text);
    var probabilities = new HashMap<String, Double>();
    for (var candidate : classifier.rank(true)) {
      probabilities.put(candidate.getLangCode(), (double) candidate.getConfidence());
    }
    return probabilities;
  }

  /**
   * The beginning of a text, with character references decoded, in composed form (NFC) and without
   * look-alikes: the language must not depend on how characters are written.
   */
  private static String sample(String text) {
    // Longer than the sample in every encoding of its characters.
    var beginning =
        text.length() <= MAX_ENCODED_SAMPLE ? text : text.substring(0, MAX_ENCODED_SAMPLE);
    var composed = PlainLetters.of(COMPOSED.normalize(DecodedText.decode(beginning)));
    return composed.length() <= MAX_SAMPLE
        ? composed
        : composed.substring(
            0, MAX_SAMPLE - (Character.isHighSurrogate(composed.charAt(MAX_SAMPLE - 1)) ? 1 : 0));
  }
}
