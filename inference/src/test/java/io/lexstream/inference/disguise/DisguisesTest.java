package io.lexstream.inference.disguise;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.inference.tokens.Vocabulary;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisguisesTest {

  private static final Disguises DISGUISES =
      new Disguises(Vocabulary.load(Path.of("../models/en/tokenizer.json")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "you are s t u p i d|you are stupid",
        "y o u  a r e  s t u p i d|you are stupid",
        "you are s.t.u.p.i.d|you are stupid",
        "what an i-d-i-o-t|what an idiot",
        "you 1d10t|you idiot",
        "what a b1tch|what a bitch",
        "go to h3ll|go to hell",
        "you $tup1d man|you stupid man",
        "this is sh!t|this is shit",
        "what the f*ck|what the fuck",
        "you are stuuuupid|you are stupid",
        "you are stuppid|you are stupid",
        "you are sutpid|you are stupid",
        "\u0443\u043Eu are an idi\u043Et|you are an idiot",
        "you are st\u200Bup\u200Bid|you are stupid",
        "you are stu\u00ADpid|you are stupid",
        "you are s\u0336t\u0336u\u0336p\u0336i\u0336d|you are stupid",
        "you are \uFF53\uFF54\uFF55\uFF50\uFF49\uFF44|you are stupid",
        "you are \uD835\uDCFC\uD835\uDCFD\uD835\uDCFE\uD835\uDCF9\uD835\uDCF2\uD835\uDCED|you are stupid",
        "y0u 4r3 4n 1d10t|you are an idiot",
        "你 是 傻 子|你是傻子",
        "你*是*傻*子|你是傻子",
        "你\u200B是傻\u200B子|你是傻子",
        "這個產品很爛|这个产品很烂",
      })
  void undoesDisguises(String disguised, String plain) {
    assertThat(DISGUISES.undo(disguised)).contains(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The train to the city leaves at nine.",
        "I bought an iPhone 14 Pro and a PS5 in 2023.",
        "mp3, h2o, utf8, log4j 2.17, k8s and i18n",
        "commit 3f2a9c81d4e7 fixes CVE-2021-44228",
        "It costs $20, or 15% less on the 1st of May.",
        "@user_1 see https://example.com/p4th?x=1",
        "U.S.A. and J. R. R. Tolkien",
        "0x7f3a 00:1A:2B:3C:4D:5E 550e8400-e29b-41d4-a716-446655440000",
        "for (int i = 0; i < n; i++) { a[i] = b; }",
        "java.lang.IllegalStateException: null",
        "user=admin path=/var/lib/data status=500",
        "Москва встречает гостей",
        "Αθήνα είναι ωραία πόλη",
        "القطار متأخر ساعتين.",
        "मुझे यह उत्पाद पसंद नहीं है।",
        "这个产品很好，推荐购买。",
        "Café, naïve, Zürich and São Paulo",
        "I ❤️ you 👩‍👩‍👧 so much 👍🏽",
        "A or B? Plan C!",
        "\u001B[31mERROR\u001B[0m \u001B[1mconnection to db-1 refused\u001B[0m after 3 attempts",
        "",
        "   ",
      })
  void normalTextHasNoDisguises(String text) {
    assertThat(DISGUISES.undo(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a ", "a.", "f4", "\u200B", "aa", "ааa ", "傻*", "* ", "x-"})
  void endsForLongTextsOfRepeatedMarks(String part) {
    // Given: a quadratic search would not end
    var text = part.repeat(200_000);

    // Then
    assertThat(DISGUISES.undo(text)).isNotNull();
  }

  @Test
  void handlesAreNotWords() {
    assertThat(DISGUISES.undo("@stup1d you 1d10t")).contains("@stup1d you idiot");
  }
}
