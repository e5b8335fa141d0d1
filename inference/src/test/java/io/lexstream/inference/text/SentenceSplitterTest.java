package io.lexstream.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.Texts;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

  private final SentenceSplitter splitter = new SentenceSplitter();

  private List<String> split(String text, String language) {
    var points = CodePoints.of(text);
    return splitter.split(text, points, language).stream().map(points::slice).toList();
  }

  @Test
  void unknownLanguagesShareOneIterator() {
    // Given
    var splitter = new SentenceSplitter();
    var points = CodePoints.of("One. Two.");

    // When
    for (int i = 0; i < 100; i++) {
      assertThat(splitter.split("One. Two.", points, "made-up" + i)).hasSize(2);
    }

    // Then
    assertThat(splitter.builtRules()).isEqualTo(1);
  }

  @Test
  void doesNotSplitAfterAbbreviations() {
    // When
    var sentences = split("Dr. Smith met Mr. Jones at 9 a.m. in Berlin. They talked.", "en");

    // Then
    assertThat(sentences)
        .containsExactly("Dr. Smith met Mr. Jones at 9 a.m. in Berlin.", "They talked.");
  }

  @Test
  void doesNotSplitAfterInitialsAndAcronyms() {
    // When
    var sentences =
        split("Charles J. Fillmore told the U.S. Senate. He left the U.S. It was 1971.", "en");

    // Then
    assertThat(sentences)
        .containsExactly(
            "Charles J. Fillmore told the U.S. Senate.", "He left the U.S.", "It was 1971.");
  }

  @ParameterizedTest
  @CsvSource({
    "en, C. A. R. Hoare wrote it.",
    "en, J.\u00a0R.\u00a0R. Tolkien wrote it.",
    "nl, J. R. R. Tolkien schreef het.",
  })
  void doesNotSplitBetweenInitials(String language, String text) {
    assertThat(split(text, language)).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource({
    "de, Das schrieb z.B. Goethe. / Es war 1797.",
    "de, Prof.Dr. M\u00FCller kam. / Er blieb.",
    "de, Caesar starb 44 v. Chr. in Rom. / Es war im M\u00E4rz.",
    "de, Ruf Dr. M\u00FCller an. / Er wartet.",
    "fr, En 52 av. J.-C. Rome gagne. / Il pleut.",
    "it, Parla l'avv. Rossi. / Piove.",
  })
  void usesTheAbbreviationsOfTheLanguage(String language, String text) {
    assertThat(split(text.replace(" / ", " "), language)).containsExactly(text.split(" / "));
  }

  @ParameterizedTest
  @CsvSource({
    "en, We went on with plan B., Nobody knew why.",
    "nl, Ze speelt in groep B., Daarna is er rust.",
    "ru, Это витамин А., Потом был ужин.",
  })
  void splitsAfterALetterThatEndsASentence(String language, String first, String second) {
    assertThat(split(first + " " + second, language)).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1. Open the box. | Take out the lamp.",
        "2.1. Results of the first test. | Others follow.",
        "*3. Money is the third. | It came late.",
        "\u201CIt works!\u201D he wrote. | Nobody answered.",
        "Ask Prof.Dr. Miller. | He knows.",
        "I saw England vs. The Netherlands. | They won.",
        "Le et al. (2018) found it. | Others did not.",
        "Use a small model, e.g. BERT. | It is fast.",
        "We flew to Ft. Worth. | It rained.",
        "Smith v. Jones was decided in 1990. | They lost.",
        "It grows, see Fig. 3. | Nobody knows why.",
        "He turned\u2014Mr. Jones was there. | Nobody spoke.",
        "I met Mr./Mrs. Smith. | They left.",
        "Lt.-Gov. Smith spoke. | We left.",
        "The U.S./Mexico border is long. | It is old.",
        "Q. What is it? | It is a bridge.",
        "\u201EEs geht!\u201C sagte er. | Gut.",
      })
  void doesNotSplitASentenceThatContinues(String first, String second) {
    assertThat(split(first + " " + second, "en")).containsExactly(first, second);
  }

  @Test
  void doesNotSplitAWebAddress() {
    // Given
    var text = "See https://example.com/a?b=c!d.E or (www.example.com/a?b=c) for more.";

    // When
    var sentences = split(text + " Then call.", "en");

    // Then
    assertThat(sentences).containsExactly(text, "Then call.");
  }

  @Test
  void chineseTextAfterAWebAddressIsNotPartOfIt() {
    // When
    var sentences =
        split("\u8BF7\u770Bhttps://example.com/a?b=c\u3002\u8C22\u8C22\uFF01\u597D\u3002", "zh");

    // Then
    assertThat(sentences)
        .containsExactly(
            "\u8BF7\u770Bhttps://example.com/a?b=c\u3002", "\u8C22\u8C22\uFF01", "\u597D\u3002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "It opened in 1998. | It closed soon.",
        "\u201CIt works!\u201D | He wrote it twice.",
        "This was found by Le et al. | We agree.",
        "Really? | i think so.",
        "She joined NATO. | They met.",
        "I like the app. | It works.",
        "I bought a new PC. | Works great.",
        "Sales rose in Sept. | The rest fell.",
        "He left the U.S. | They met.",
        "It leaves at 9 p.m. | Tom waits.",
        "It is great!) | so cool!",
        "Awww...cute! | I want one.",
      })
  void splitsBeforeANewSentence(String first, String second) {
    assertThat(split(first + " " + second, "en")).containsExactly(first, second);
  }

  @Test
  void splitsAfterANumberThatIsAnAnswer() {
    // When
    var sentences = split("How many do you want? 5. They are fresh.", "en");

    // Then
    assertThat(sentences).containsExactly("How many do you want?", "5.", "They are fresh.");
  }

  @ParameterizedTest
  @CsvSource({"12.", "\u201CYes!\u201D", "Le et al."})
  void splitsAtALineBreak(String first) {
    assertThat(split(first + "\n(and more)", "en")).containsExactly(first, "(and more)");
  }

  @Test
  void splitsChineseWithoutSpaces() {
    // When
    var sentences = split("我去了北京。天气很好！你呢？", "zh");

    // Then
    assertThat(sentences).containsExactly("我去了北京。", "天气很好！", "你呢？");
  }

  @Test
  void offsetsCountCodePoints() {
    // When
    var sentences = split("I 👍🏽 it. 𠮷野家 too.", "en");

    // Then
    assertThat(sentences).containsExactly("I 👍🏽 it.", "𠮷野家 too.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.com/status shows it.",
        "sales@acme.com answers mail.",
        "/var/log/app.log contains it.",
        "level=info msg=started",
        "_Note_: the end.",
        "/srv/app/main.go:12 +0x1d"
      })
  void anIdentifierDoesNotJoinItsLineToTheLineBefore(String second) {
    // Then
    assertThat(split("The server is up.\n" + second, "en"))
        .containsExactly("The server is up.", second);
    assertThat(split("level=info msg=stopped\r\n" + second, "en"))
        .containsExactly("level=info msg=stopped", second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\u0085", "\u2028", "\u2029"})
  void aBracketIsNotClosedInALaterLine(String lineBreak) {
    // Then
    assertThat(split("The first line (opened" + lineBreak + "The second) closes.", "en"))
        .containsExactly("The first line (opened", "The second) closes.");
  }

  @Test
  void blankTextHasNoSentences() {
    // When
    var sentences = split(" \n\u0000\u3000", "en");

    // Then
    assertThat(sentences).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\u6211\u4EEC\u53BB\u770B\u300A\u52A0\u6CB9\uFF01\u7238\u7238\u300B\u597D\u5417\uFF1F | \u597D\uFF01",
        "\u300A\u4F60\u597D\uFF01\u674E\u7115\u82F1\u300B\u5F88\u597D\u770B\u3002 | \u7ED3\u675F\u3002",
        "\u4ED6\u8BF4\uFF08\u771F\u7684\uFF01\u662F\u7684\u3002\uFF09\u4E0D\u53BB\u3002 | \u597D\u3002",
        "\u300C\u597D\uFF01\u8D70\u3002\u300D | \u597D\u3002",
        "\u89C1\u9762\u3002 | \u201C\u4F60\u597D\u5417\uFF1F\u201D",
        "\u597D\u5417\uFF1F | \uFF08\u5B8C\uFF09",
      })
  void chineseBracketsAndQuotationMarksArePairs(String first, String second) {
    assertThat(split(first + second, "zh")).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "The party is Acme Inc. (\u201CBuyer\u201D), and others. | They pay.",
        "The party is Acme Ltd. (\u201CSeller\u201D). | They pay.",
        "Acme Corp. [NYSE: ACM] fell today. | Others rose.",
        "It opens at 9 a.m. (CDT) in Houston. | It closes soon.",
        "He said \u201CStop! Now!\u201D and left. | She stayed.",
        "He shouted \"Stop! Now!\" and left. | She stayed.",
        "It ended (what? Yes!) there. | She stayed.",
        "The film \u00ABHalt! Wer da?\u00BB ran in May. | It was long.",
        "She left. | (He had seen it.)",
        "She left. | \u201CI know.\u201D",
        "I was sad :( | But then it got better.",
        "Use app.v2.Main.java again. | It works.",
        "Use com.acme.v1.Parser or Node.js here. | It works.",
        "Version 2.0.Final of it works. | It is good.",
        "See path/to/What.Now?x=Yes!Go for it. | It works.",
        "It costs a lot! | (See below.)",
      })
  void bracketsAndNamesInCodeAreWhole(String first, String second) {
    assertThat(split(first + " " + second, "en")).containsExactly(first, second);
  }

  @Test
  void unpairedMarksDoNotJoinSentences() {
    assertThat(split("It is (very good. I like it. We won.", "en"))
        .containsExactly("It is (very good.", "I like it.", "We won.");
    assertThat(split("It works. (", "en")).containsExactly("It works.", "(");
    assertThat(split("1) It works. 2) It is good.", "en")).hasSize(2);
  }

  @Test
  void aLongQuotationHasSentences() {
    // Given
    var quoted = "I came to the city by train in May. I saw the harbour and the old bridge there.";

    // Then
    assertThat(split("\u201C" + quoted + " I stayed.\u201D", "en")).hasSize(3);
  }

  @Test
  void aLineOfAnAccessLogIsWhole() {
    // Given
    var line =
        "10.0.0.1 - - [30/Nov/2026:10:00:00 +0000] \"GET /search?q=What.Now&x=Yes!Go HTTP/1.1\" 200 512"
            + " \"https://example.com/a.B?c=D!E\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"
            + " (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36\"";

    // Then
    assertThat(split(line, "en")).containsExactly(line);
    assertThat(split(line + "\n" + line, "en")).containsExactly(line, line);
  }

  @Test
  void stopsWithoutASpaceEndSentencesOfALongText() {
    // Given
    var text =
        "Automatic summaries shorten a document to its most important points.Interest in them has"
            + " grown with the quantity of data.Search engines use such summaries every day.";

    // Then
    assertThat(split(text, "en")).hasSize(3).allSatisfy(s -> assertThat(s).endsWith("."));
  }

  @ParameterizedTest
  @CsvSource({
    "so today i want to talk about sleep and why you should go to bed early because it helps ,en",
    "we met the team in the city, they talked about the bridge; nobody knew the price ,en",
    "\u4ECA\u5929\u6211\u60F3\u8C08\u8C08\u7761\u7720\uFF0C\u4F60\u5E94\u8BE5\u65E9\u7761,zh",
    "\u4ECA\u5929\u6211\u60F3\u8C08\u8C08\u7761\u7720\u4F60\u5E94\u8BE5\u65E9\u7761,zh",
  })
  void dividesALongTextWithoutStops(String clause, String language) {
    // Given
    var text = (clause + (language.equals("en") ? " " : "")).repeat(40).strip();

    // When
    var sentences = split(text, language);

    // Then
    assertThat(sentences.size()).isGreaterThan(3);
    assertThat(sentences).allSatisfy(s -> assertThat(s.length()).isBetween(13, 320));
    assertThat(String.join("", sentences).replace(" ", "")).isEqualTo(text.replace(" ", ""));
  }

  @Test
  void aLongSentenceWithAStopAmongOthersIsWhole() {
    // Given
    var longSentence = "We met " + "the team of the city ".repeat(20) + "today.";

    // Then
    assertThat(split(longSentence + " " + "It was a good day for all of us. ".repeat(20), "en"))
        .hasSize(21)
        .startsWith(longSentence);
  }

  @Test
  void referencesEndSentencesLikeTheirCharacters() {
    assertThat(split("It works.&nbsp;Nobody knows why. &#8220;Stop! Now!&#8221; he said.", "en"))
        .containsExactly("It works.", "Nobody knows why.", "&#8220;Stop! Now!&#8221; he said.");
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.any(40);
  }

  @Property(tries = 300)
  void sentencesAreInOrderAndCoverAllButBlanks(@ForAll("texts") String text) {
    // Given
    var points = CodePoints.of(text);

    // When
    var sentences = splitter.split(text, points, "en");

    // Then
    int end = 0;
    for (var sentence : sentences) {
      assertThat(sentence.start()).isGreaterThanOrEqualTo(end);
      assertThat(points.trimmed(/* start= */ end, /* end= */ sentence.start()).length()).isZero();
      end = sentence.end();
    }
    assertThat(points.trimmed(end, points.length()).length()).isZero();
  }

  @Property(tries = 300)
  void slicesEqualSubstrings(@ForAll("texts") String text) {
    // Given
    var points = CodePoints.of(text);
    int middle = points.length() / 2;

    // When
    var tail = points.slice(middle, points.length());

    // Then
    assertThat(tail).isEqualTo(text.substring(text.offsetByCodePoints(0, middle)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "great phone. | but the battery dies.",
        "i returned it. | they were nice about it.",
        "it costs $20. | not worth it.",
        "worst store ever!! | never again.",
        "i waited an hour... | they never came.",
        "love the screen 😍 | it is so bright and clear.",
        "what a great day! :) | see you soon.",
        "the room was clean (and large). | the staff was kind.",
        "see www.example.com. | it works.",
      })
  void sentencesInLowerCaseEndAtStops(String first, String second) {
    assertThat(split(first + " " + second, "en")).containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "we ate fruit, e.g. apples and pears",
        "approx. two hours vs. the usual three",
        "mr. smith called dr. jones about it",
        "i was thinking... maybe not today",
        "open it at 9 a.m. tomorrow please",
        "I love 😍 this phone",
        "我❤️北京的夏天",
        "我去了3～5次，每次都很好吃",
      })
  void abbreviationsAndSymbolsInsideOfASentenceDoNotEndIt(String sentence) {
    assertThat(split(sentence, sentence.codePointAt(0) > 0x3000 ? "zh" : "en"))
        .containsExactly(sentence);
  }

  @Test
  void aFullStopBeforeALowerCaseLetterEndsNothingInATextWithCapitals() {
    assertThat(split("The firm Foo Inc. sells tea. It is good. They ship it.", "en"))
        .containsExactly("The firm Foo Inc. sells tea.", "It is good.", "They ship it.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "环境不错服务员态度很好；|菜上得也快味道可以",
        "这家的味道真不错～～|下次还会再来的",
        "推荐给大家👍👍|下次还会再来这家店",
      })
  void chineseClausesEndAtInformalStops(String first, String second) {
    assertThat(split(first + second, "zh")).containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", ". ", "a. b", "😍 ", "；～", ".!?", ":) "})
  void splitsLongTextsOfRepeatedMarks(String part) {
    // Given: a quadratic search would not end
    var text = part.repeat(400_000);

    // Then
    assertThat(split(text, "en")).isNotNull();
  }
}
