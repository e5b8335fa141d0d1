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
 * Where the rules of Unicode (UAX #29) break a sentence that goes on: behind an abbreviation ("Dr.
 * Smith"), initials ("J. R. R. Tolkien") and letters with full stops ("U.S. Senate"), behind the
 * number of an item ("1. Open the box"), in a citation ("Le et al. (2018)") and a web address, and
 * behind a quotation in lower case ("It works!" he wrote).
 *
 * <p>CLDR calls them suppressions and lists abbreviations. ICU's filter by those lists takes "A."
 * for one in "NASA." and "pp." in "app.", so only the lists are used. Thread safe.
 */
final class BreakSuppressions {

  /** Where ICU keeps what it knows of breaks, and in it the abbreviations of a language. */
  private static final String ICU_BREAKS = "com/ibm/icu/impl/data/icudata/brkitr";

  /** What no English sentence ends with: titles, and what stands before a name or a number. */
  private static final Set<String> ENGLISH_TITLES =
      words(
          "Approx. Attn. Capt. Col. Dr. Eq. Fig. Fn. Ft. Gen. Gov. Lt. Maj. Messrs. Mr. Mrs. Ms. Mt."
              + " Nr. Num. PP. Prof. Rep. Rev. Sen. Sgt. St. VS. pp. v. vs.");

  /**
   * On the English list, but far more often the last word of a sentence where a capital follows.
   */
  private static final Set<String> ENGLISH_WORDS =
      words(
          "A.M. P.M. a.m. Act. All. As. By. Card. DC. Do. Go. Hat. In. Is. Jam. Job. Joe. Link. Long. Mart. OK. Ok."
              + " On. Or. PC. To. Up.");

  /** English words that begin a sentence far more often than they follow a name's initial. */
  private static final Set<String> SENTENCE_STARTERS =
      words(
          "A After All Although An And Are As At But By Can Could During For From Great He"
              + " Her Here His How However I If In Is It Its Mr Mrs Ms My No Nobody Not Now On"
              + " Our Please See She Since So Some That The Their Then There These They This"
              + " Those To We What When While Who Why With Would Yes You");

  /** "1.", "2.1.", "- 3." and "A.". */
  private static final Pattern ITEM =
      Pattern.compile("[^\\p{L}\\p{N}]*(\\p{Nd}{1,3}(\\.\\p{Nd}{1,3})*|\\p{Lu})\\.");

  // Bounds on how far back is looked, so that cost stays linear in the text.
  private static final int LONGEST_ABBREVIATION = 16;
  private static final int LONGEST_ADDRESS = 128;
  private static final int LONGEST_ITEM = 32;

  private final boolean english;
  private final Set<String> abbreviations;
  private final List<String> phrases;

  private BreakSuppressions(boolean english, Collection<String> abbreviations) {
    this.english = english;
    this.abbreviations = Set.copyOf(abbreviations);
    this.phrases = abbreviations.stream().filter(word -> word.indexOf(' ') > 0).toList();
  }

  /** The suppressions of a language. */
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
      // For a language without rules of its own ICU gives those of the machine's.
      return own
          ? List.of(breaks.get("exceptions").get("SentenceBreak").getStringArray())
          : List.of();
    } catch (MissingResourceException none) {
      return List.of();
    }
  }

  /**
   * Whether a sentence goes on at a boundary.
   *
   * @param begin where the sentence begins, as {@code boundary} in UTF-16 units
   */
  boolean suppresses(String text, int begin, int boundary) {
    int end = withoutSpaces(text, boundary);
    if (boundary == text.length() || end == begin) {
      return false;
    }
    if (text.charAt(end - 1) == '.' && isBehindAbbreviation(text, end, boundary)) {
      return true;
    }
    return end == boundary
        ? isInWebAddress(text, boundary)
        : isBehindInitial(text, end, boundary)
            || isBehindLatin(text, end, boundary)
            || isBehindItem(text, begin, end)
            || isBehindQuotation(text, end, boundary);
  }

  private boolean isBehindAbbreviation(String text, int end, int boundary) {
    int from = end;
    while (from > 0 && from > end - LONGEST_ABBREVIATION && isAbbreviated(text.charAt(from - 1))) {
      from--;
    }
    var written = text.substring(from, end);
    var word = abbreviations.contains(written) ? written : afterInnerStop(written);
    if (abbreviations.contains(word)) {
      return ENGLISH_TITLES.contains(word) || !beginsSentence(text, boundary);
    }
    return phrases.stream().anyMatch(phrase -> isWithin(phrase, text, end, boundary));
  }

  /** "Dr." of "Prof.Dr." and of "Well...Dr.". */
  private static String afterInnerStop(String word) {
    return word.substring(word.lastIndexOf('.', word.length() - 2) + 1);
  }

  private static boolean isAbbreviated(char c) {
    return Character.isLetter(c) || c == '.';
  }

  /** Whether one of a phrase's words ends there and the next begins, or the phrase ends. */
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
   * Whether the words around a boundary go on with one another behind an initial: "J. R. Tolkien",
   * "U.S. Senate". A row of initials is one name. Behind a single one, in English, so is any
   * capital but that of a word that begins sentences more often than it follows an initial; what
   * words those are in other languages is not known here.
   */
  private boolean isBehindInitial(String text, int end, int boundary) {
    if (!isInitial(text, end)) {
      return false;
    }
    if (isInitial(text, wordEnd(text, boundary) + 1)) {
      return true;
    }
    int earlier = withoutSpaces(text, end - 2);
    boolean inARow = earlier < end - 2 && isInitial(text, earlier);
    return (english || inARow)
        && Character.isUpperCase(text.charAt(boundary))
        && !beginsSentence(text, boundary);
  }

  private boolean beginsSentence(String text, int boundary) {
    return english && SENTENCE_STARTERS.contains(text.substring(boundary, wordEnd(text, boundary)));
  }

  /** Whether "et al." ends there and what was cited follows, or "e.g." or "i.e.". */
  private static boolean isBehindLatin(String text, int end, int boundary) {
    char next = text.charAt(boundary);
    boolean cited = next == '(' || next == '[' || Character.isDigit(next);
    return (cited && endsWith(text, end, "et al."))
        || endsWith(text, end, "e.g.")
        || endsWith(text, end, "i.e.");
  }

  /** At the beginning of a line: elsewhere a number may well be an answer. */
  private static boolean isBehindItem(String text, int begin, int end) {
    boolean beginsLine = begin == 0 || text.charAt(begin - 1) == '\n';
    return beginsLine
        && end - begin <= LONGEST_ITEM
        && ITEM.matcher(text).region(begin, end).matches();
  }

  /** Quotation marks that open in one language close in another. */
  private static boolean isBehindQuotation(String text, int end, int boundary) {
    char last = text.charAt(end - 1);
    return Character.isLowerCase(text.charAt(boundary))
        && switch (Character.getType(last)) {
          case Character.FINAL_QUOTE_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION -> true;
          default -> last == '"' || last == '\'';
        };
  }

  /** Addresses are ASCII: what else is written behind one without a space is none of it. */
  private static boolean isInWebAddress(String text, int boundary) {
    if (!isVisibleAscii(text.charAt(boundary))) {
      return false;
    }
    int least = Math.max(0, boundary - LONGEST_ADDRESS);
    for (int at = boundary - 1; at >= least && isVisibleAscii(text.charAt(at)); at--) {
      boolean www =
          text.startsWith("www.", at) && (at == 0 || !Character.isLetter(text.charAt(at - 1)));
      if (www || text.startsWith("://", at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isVisibleAscii(char c) {
    return c > ' ' && c < 0x7F;
  }

  private static int withoutSpaces(String text, int end) {
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

  /** Whether one upper-case letter and a full stop end there. */
  private static boolean isInitial(String text, int end) {
    return end >= 2
        && end <= text.length()
        && text.charAt(end - 1) == '.'
        && Character.isUpperCase(text.charAt(end - 2))
        && (end == 2 || !Character.isLetterOrDigit(text.charAt(end - 3)));
  }
}
