package io.lexstream.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageIdentifierTest {

  private final LanguageIdentifier identifier = new LanguageIdentifier(List.of("en", "zh"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lol nice",
        "so good omg",
        "it stopped working after a week",
        "not worth it",
        "dont buy",
        "Great!",
        "@user that was sick bro",
        "Ur kidding rite",
        "meh",
        "how do i locate my card"
      })
  void identifiesSlangAndLowerCaseAsEnglish(String text) {
    // When
    var language = identifier.identify(text);

    // Then
    assertThat(language.code()).isEqualTo("en");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I \u2764\uFE0F \uD83D\uDE80 Berlin \uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 with Angela Merkel",
        "Great phone \uD83D\uDE0D\uD83D\uDE0D\uD83D\uDE0D\uD83D\uDC4D\uD83C\uDFFD",
        "\u202Eright to left\u202C in Madrid",
        "so \uD83D\uDE02\uD83D\uDE02\uD83D\uDE02\uD83D\uDE02\uD83D\uDE02\uD83D\uDE02\uD83D\uDE02 funny"
      })
  void ignoresEmojiAndInvisibleCharacters(String text) {
    // When
    var language = identifier.identify(text);

    // Then
    assertThat(language.code()).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|Der Zug nach Berlin hat heute zwei Stunden Verspätung.",
        "fr|Je ne recommande pas ce produit.",
        "es|El tren a Madrid salió con dos horas de retraso.",
        "it|Non funziona, voglio il rimborso.",
        "pt|Não recomendo este produto.",
        "nl|De trein naar Amsterdam had twee uur vertraging.",
        "ru|Поезд в Москву опаздывает на два часа.",
        "ar|القطار متأخر ساعتين.",
        "hi|मुझे यह उत्पाद पसंद नहीं है।",
        "ja|この商品はおすすめしません。",
        "ko|음식이 정말 맛있었어요.",
        "zh|很好吃，下次再来。",
        "zh|服務很好，推薦給大家。",
        "zh|这个 iPhone 手机不错",
      })
  void identifiesLanguages(String code, String text) {
    // When
    var language = identifier.identify(text);

    // Then
    assertThat(language.code()).isEqualTo(code);
    assertThat(language.score()).isGreaterThanOrEqualTo(0.7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "👍🏽👍🏽", "... !!", "\u0000"})
  void textWithoutLettersIsUndetermined(String text) {
    // When
    var language = identifier.identify(text);

    // Then
    assertThat(language.code()).isEqualTo("und");
    assertThat(language.score()).isZero();
  }

  @Test
  void identifiesALongTextByItsBeginning() {
    // Given
    var text = "Der Zug nach Berlin hat heute zwei Stunden Verspätung. ".repeat(20_000);

    // When
    var language = identifier.identify(text);

    // Then
    assertThat(language.code()).isEqualTo("de");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Henri Poincar\u00E9 taught in Paris.",
        "Jos\u00E9 M\u00FCller lives in Z\u00FCrich.",
        "I went to D\u00FCsseldorf and S\u00E3o Paulo",
        "M&uuml;ller was hired in D&uuml;sseldorf.",
        "We met &Scaron;afa&rcaron;&iacute;k and &#193;lvaro yesterday"
      })
  void foreignNamesAndReferencesDoNotChangeTheLanguage(String text) {
    assertThat(identifier.identify(text).code()).isEqualTo("en");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Henri Poincar\u00E9 taught in Paris.",
        "Je ne recommande pas ce produit cass\u00E9.",
        "Nagyon j\u00F3 term\u00E9k",
        "\u00C9l est\u00E1 aqu\u00ED",
        "Nguy\u1EC5n Th\u1ECB B\u00E9",
        "Kim (\uAE40\uBBFC\uC218) moved",
        "\u3053\u306E\u30D0\u30B9\u3067\u3059",
      })
  void languageIsTheSameInDecomposedText(String text) {
    // Given
    var repeated = (text + " ").repeat(200);

    // Then
    for (String composed : List.of(text, repeated)) {
      var decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
      assertThat(identifier.identify(decomposed)).isEqualTo(identifier.identify(composed));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cat lives do matter.",
        "Football fans do not care.",
        "The NE556 is a dual timer IC with open-collector outputs",
        "pls fix asap",
        "vamos Rafa!!! what a match",
        "RT @nasa: landing confirmed",
        "java.lang.NullPointerException: null",
        "battery died after 2 days",
        "A+++ seller",
        "Macron met Scholz in Paris",
        "He said \"c'est la vie\" and left",
        "Please continue with the premium lotion for normal skin",
        "it do be like that",
        "Covid tests are in demand",
        "Lima is nice in june",
        "go team go",
        "LOVE THIS PHONE",
        "see https://exemple.fr/une/page/du/site and tell me",
        "@jean_pierre @marie_dupont agreed",
        "user=admin path=/var/lib/datos status=500 request failed",
      })
  void namesLinksCodeAndSlangDoNotMakeEnglishForeign(String text) {
    assertThat(identifier.identify(text).code()).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "de|super lieferung danke",
        "fr|trop bien merci",
        "es|gracias por todo",
        "it|che schifo",
        "tr|Çok güzel bir ürün",
        "vi|Sản phẩm rất tốt",
        "uk|Дуже дякую за швидку доставку",
        "he|המוצר מצוין",
        "th|สินค้าดีมาก",
        "el|Πολύ καλό προϊόν",
        "cs|Velmi spokojen s nákupem",
        "hu|Nagyon jó termék",
        "no|Veldig fornøyd med kjøpet",
        "ta|இந்த பொருள் மிகவும் நல்லது",
        "ka|ეს ძალიან კარგი პროდუქტია",
      })
  void identifiesShortForeignTexts(String code, String text) {
    assertThat(identifier.identify(text).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bug太多了，app一直crash",
        "yyds，太好用了",
        "C# WinForms 在控件中显示",
        "这个 iPhone 14 Pro Max 的 camera 真的很 nice",
        "https://example.com/a/very/long/path 这个链接打不开",
        "求助 java.lang.NullPointerException 怎么解决",
      })
  void chineseWithLatinWordsIsChinese(String text) {
    assertThat(identifier.identify(text).code()).isEqualTo("zh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I visited 北京 and loved it",
        "the word спасибо means thank you in russian",
        "Kim (김민수) moved to the new office",
      })
  void englishWithWordsOfOtherScriptsIsEnglish(String text) {
    assertThat(identifier.identify(text).code()).isEqualTo("en");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12 34.5 67,8 99% 1e-5\n23 45.6 78,9 88% 2e-4",
        "0x7f3a 0xdeadbeef 00:1A:2B:3C:4D:5E",
        "3 × 4 = 12; 5 ÷ 2 = 2.5",
      })
  void numbersHaveNoForeignLanguage(String text) {
    assertThat(identifier.identify(text).code()).isIn("und", "en");
  }

  @Test
  void textInAScriptWithSeveralLanguagesIsNotCalledOneOfAnotherScript() {
    // Given
    var arabicScript = List.of("ar", "fa", "ur", "und");

    // Then
    assertThat(identifier.identify("سلام").code()).isIn(arabicScript);
    assertThat(identifier.identify("شكرا").code()).isIn(arabicScript);
  }

  @Test
  void scoreOfAMixedTextIsLowerThanThatOfPlainText() {
    // When
    double plain = identifier.identify("The battery is great and it charges fast").score();
    double slang = identifier.identify("vamos Rafa").score();

    // Then
    assertThat(slang).isLessThan(plain);
    assertThat(plain).isBetween(0.95, 1.0);
  }
}
