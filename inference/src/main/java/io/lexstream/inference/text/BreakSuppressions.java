package io.lexstream.inference.text;

import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Suppresses sentence boundaries that the rules of Unicode (UAX #29) find inside a sentence:
 *
 * <ul>
 *   <li>after an abbreviation ("Dr. Smith"), initials ("J. R. R. Tolkien") or an acronym ("U.S.
 *       Senate");
 *   <li>after the number of a list item ("1. Open the box");
 *   <li>in a citation ("Le et al. (2018)"), a web address, a path or a version;
 *   <li>before a bracket inside a sentence ("Acme Inc. (the Buyer) pays");
 *   <li>between a quotation and the clause that names its speaker ("It works!" he wrote).
 * </ul>
 *
 * <p>CLDR lists abbreviations per language and calls them suppressions. ICU's own filter matches
 * them inside words ("A." in "NASA.", "pp." in "app."), so this class uses only ICU's lists. Thread
 * safe.
 */
final class BreakSuppressions {

  /** ICU resource bundle that holds the abbreviations of each language. */
  private static final String ICU_BREAKS = "com/ibm/icu/impl/data/icudata/brkitr";

  /** English abbreviations that never end a sentence: a name or a number follows them. */
  private static final Set<String> ENGLISH_TITLES =
      words(
          "Approx. Attn. Capt. Col. Dr. Eq. Fig. Fn. Ft. Gen. Gov. Lt. Maj. Messrs. Mr. Mrs. Ms. Mt."
              + " Nr. Num. PP. Prof. Rep. Rev. Sen. Sgt. St. VS. pp. v. vs.");

  /**
   * Words on ICU's English list that end a sentence in most cases where a capital letter follows.
   */
  private static final Set<String> ENGLISH_WORDS =
      words(
          "A.M. P.M. a.m. Act. All. As. By. Card. DC. Do. Go. Hat. In. Is. Jam. Job. Joe. Link. Long. Mart. OK. Ok."
              + " On. Or. PC. To. Up.");

  /** English words that begin a sentence more often than they follow an initial. */
  private static final Set<String> SENTENCE_STARTERS =
      words(
          "A After All Although An And Are As At But By Can Could During For From Great He"
              + " Her Here His How However I If In Is It Its Mr Mrs Ms My No Nobody Not Now On"
              + " Our Please See She Since So Some That The Their Then There These They This"
              + " Those To We What When While Who Why With Would Yes You");

  /** Abbreviations that end the name of a company. */
  private static final Set<String> COMPANY_FORMS = words("Bros. Co. Corp. Inc. Ltd. LLC. Plc.");

  /** Characters of web addresses, paths, queries and names in code, which prose does not have. */
  private static final Pattern IDENTIFIER_MARK =
      Pattern.compile("://|(?<![A-Za-z])www\\.|[/\\\\@=_&]");

  /** A version, such as "v2.Main" or "1.2.3", or a name of several parts, such as "a.b.Main". */
  private static final Pattern DOTTED_NAME =
      Pattern.compile("[A-Za-z][0-9]+\\.[A-Za-z]|[A-Za-z0-9]\\.[A-Za-z0-9]+\\.[A-Za-z0-9]");

  /** Brackets that are quotation marks. */
  private static final String QUOTING_BRACKETS = "\u300D\u300F";

  /** List item: "1.", "2.1.", "- 3." or "A.". */
  private static final Pattern ITEM =
      Pattern.compile("[^\\p{L}\\p{N}]*(\\p{Nd}{1,3}(\\.\\p{Nd}{1,3})*|\\p{Lu})\\.");

  // Limits, in UTF-16 units, on how far the checks look back: cost stays linear in the text.
  private static final int MAX_ABBREVIATION = 16;
  private static final int MAX_IDENTIFIER = 256;
  private static final int MAX_REMARK = 80;
  private static final int MAX_ITEM = 32;

  private final boolean english;
  private final Set<String> abbreviations;
  private final List<String> phrases;

  private BreakSuppressions(boolean english, Collection<String> abbreviations) {
    this.english = english;
    this.abbreviations = Set.copyOf(abbreviations);
    this.phrases = abbreviations.stream().filter(word -> word.indexOf(' ') > 0).toList();
  }

  /** The suppressions for a language. */
  static BreakSuppressions of(ULocale locale) {
    boolean english = locale.getLanguage().equals("en");
    var abbreviations = new HashSet<>(icuAbbreviations(locale));
    if (english) {
      abbreviations.removeIf(word -> word.length() == 2); // a letter and a full stop: an initial
      abbreviations.removeAll(ENGLISH_WORDS);
      abbreviations.addAll(ENGLISH_TITLES);
    }
    return new BreakSuppressions(english, abbreviations);
  }

  private static Set<String> words(String words) {
    return Arrays.stream(words.split(" ")).collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> icuAbbreviations(ULocale locale) {
    try {
      var breaks = UResourceBundle.getBundleInstance(ICU_BREAKS, locale);
      boolean own = breaks.getULocale().getLanguage().equals(locale.getLanguage());
      // For a language without its own rules ICU returns those of the default locale.
      return own
          ? List.of(breaks.get("exceptions").get("SentenceBreak").getStringArray())
          : List.of();
    } catch (MissingResourceException none) {
      return List.of();
    }
  }

  /**
   * Whether a boundary is inside a sentence and must be ignored.
   *
   * @param enclosures brackets and quotation marks of the text
   * @param begin start of the sentence, in UTF-16 units
   * @param boundary boundary found by ICU, in UTF-16 units
   */
  boolean suppresses(String text, Enclosures enclosures, int begin, int boundary) {
    int end = skipSpacesBack(text, boundary);
    if (boundary == text.length() || end == begin) {
      return false;
    }
    if (text.charAt(end - 1) == '.' && isAfterAbbreviation(text, end, boundary)) {
      return true;
    }
    if (isBeforeBracketInSentence(text, enclosures, end, boundary)
        || isAfterBracketInSentence(text, enclosures, begin, end, boundary)) {
      return true;
    }
    return end == boundary
        ? isInIdentifier(text, boundary)
        : isAfterInitial(text, end, boundary)
            || isAfterLatinAbbreviation(text, end, boundary)
            || isAfterItem(text, begin, end)
            || isAfterQuotation(text, end, boundary);
  }

  private boolean isAfterAbbreviation(String text, int end, int boundary) {
    int from = end;
    while (from > 0
        && from > end - MAX_ABBREVIATION
        && isPartOfAbbreviation(text.charAt(from - 1))) {
      from--;
    }
    var written = text.substring(from, end);
    var word = abbreviations.contains(written) ? written : afterInnerStop(written);
    if (abbreviations.contains(word)) {
      return ENGLISH_TITLES.contains(word) || !beginsSentence(text, boundary);
    }
    return phrases.stream().anyMatch(phrase -> isWithin(phrase, text, end, boundary));
  }

  /** The part after an inner full stop: "Dr." for "Prof.Dr." and for "Well...Dr.". */
  private static String afterInnerStop(String word) {
    return word.substring(word.lastIndexOf('.', word.length() - 2) + 1);
  }

  private static boolean isPartOfAbbreviation(char c) {
    return Character.isLetter(c) || c == '.';
  }

  /** Whether the boundary is between two words of a phrase, or at its end. */
  private static boolean isWithin(String phrase, String text, int end, int boundary) {
    for (int at = phrase.indexOf(' '); at > 0; at = phrase.indexOf(' ', at + 1)) {
      if (endsWith(text, end, phrase.substring(0, at))
          && text.startsWith(phrase.substring(at + 1), boundary)) {
        return true;
      }
    }
    return endsWith(text, end, phrase);
  }

  /**
   * Whether the boundary follows an initial that belongs to the next word: "J. R. Tolkien", "U.S.
   * Senate". Consecutive initials form one name in every language. A single initial belongs to a
   * capitalized next word only in English, and only if that word is not a {@linkplain
   * #SENTENCE_STARTERS sentence starter}: the starters of other languages are not known here.
   */
  private boolean isAfterInitial(String text, int end, int boundary) {
    if (!isInitial(text, end)) {
      return false;
    }
    if (isInitial(text, wordEnd(text, boundary) + 1)) {
      return true;
    }
    int earlier = skipSpacesBack(text, end - 2);
    boolean inARow = earlier < end - 2 && isInitial(text, earlier);
    return (english || inARow)
        && Character.isUpperCase(text.charAt(boundary))
        && !beginsSentence(text, boundary);
  }

  private boolean beginsSentence(String text, int boundary) {
    return english && SENTENCE_STARTERS.contains(text.substring(boundary, wordEnd(text, boundary)));
  }

  /** Whether the text before {@code end} is "et al." before a citation, or "e.g." or "i.e.". */
  private static boolean isAfterLatinAbbreviation(String text, int end, int boundary) {
    char next = text.charAt(boundary);
    boolean cited = next == '(' || next == '[' || Character.isDigit(next);
    return (cited && endsWith(text, end, "et al."))
        || endsWith(text, end, "e.g.")
        || endsWith(text, end, "i.e.");
  }

  /** Only at the beginning of a line: elsewhere a number can be an answer. */
  private static boolean isAfterItem(String text, int begin, int end) {
    boolean beginsLine = begin == 0 || text.charAt(begin - 1) == '\n';
    return beginsLine && end - begin <= MAX_ITEM && ITEM.matcher(text).region(begin, end).matches();
  }

  /** Both kinds of quotation marks count: one language opens with what another closes with. */
  private static boolean isAfterQuotation(String text, int end, int boundary) {
    char last = text.charAt(end - 1);
    return Character.isLowerCase(text.charAt(boundary))
        && switch (Character.getType(last)) {
          case Character.FINAL_QUOTE_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION -> true;
          default -> last == '"' || last == '\'';
        };
  }

  /**
   * Whether the boundary is inside of a web address, a path, a file name, a version or another
   * identifier. These are ASCII without spaces: any other character ends them.
   */
  private static boolean isInIdentifier(String text, int boundary) {
    if (!isVisibleAscii(text.charAt(boundary)) || !isVisibleAscii(text.charAt(boundary - 1))) {
      return false;
    }
    int from = boundary;
    while (from > Math.max(0, boundary - MAX_IDENTIFIER) && isVisibleAscii(text.charAt(from - 1))) {
      from--;
    }
    int to = boundary;
    int last = Math.min(text.length(), boundary + MAX_IDENTIFIER);
    while (to < last && isVisibleAscii(text.charAt(to))) {
      to++;
    }
    var identifier = text.substring(from, to);
    return IDENTIFIER_MARK.matcher(identifier).find()
        || (text.charAt(boundary - 1) == '.' && DOTTED_NAME.matcher(identifier).find());
  }

  /** Whether a bracket follows, and the sentence continues after the closing bracket. */
  private boolean isBeforeBracketInSentence(
      String text, Enclosures enclosures, int end, int boundary) {
    if (!enclosures.opensBracketAt(text, boundary)) {
      return false;
    }
    if (english && COMPANY_FORMS.stream().anyMatch(form -> endsWith(text, end, form))) {
      return true;
    }
    int after = enclosures.endOf(boundary);
    if (after - boundary > MAX_REMARK) {
      return false;
    }
    if (after < text.length() && ",;:.\uFF0C\uFF1B\uFF1A\u3002".indexOf(text.charAt(after)) >= 0) {
      return true;
    }
    while (after < text.length() && text.charAt(after) == ' ') {
      after++;
    }
    return after < text.length() && Character.isLowerCase(text.charAt(after));
  }

  /**
   * Whether a bracket closes before the boundary, and the sentence continues: in lower case, or
   * without a space although the bracket is not at its beginning.
   */
  private static boolean isAfterBracketInSentence(
      String text, Enclosures enclosures, int begin, int end, int boundary) {
    char last = text.charAt(end - 1);
    if (Character.getType(last) != Character.END_PUNCTUATION
        || !enclosures.contains(end - 1)
        || QUOTING_BRACKETS.indexOf(last) >= 0) {
      return false;
    }
    char next = text.charAt(boundary);
    return Character.isLowerCase(next)
        || (end == boundary && Character.isLetter(next) && enclosures.beginOf(end - 1) > begin);
  }

  private static boolean isVisibleAscii(char c) {
    return c > ' ' && c < 0x7F;
  }

  private static int skipSpacesBack(String text, int end) {
    int at = end;
    while (at > 0 && Character.getType(text.charAt(at - 1)) == Character.SPACE_SEPARATOR) {
      at--;
    }
    return at;
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean endsWith(String text, int end, String words) {
    int start = end - words.length();
    return text.startsWith(words, start)
        && (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)));
  }

  /** Whether a single upper-case letter and a full stop precede {@code end}. */
  private static boolean isInitial(String text, int end) {
    return end >= 2
        && end <= text.length()
        && text.charAt(end - 1) == '.'
        && Character.isUpperCase(text.charAt(end - 2))
        && (end == 2 || !Character.isLetterOrDigit(text.charAt(end - 3)));
  }
}
