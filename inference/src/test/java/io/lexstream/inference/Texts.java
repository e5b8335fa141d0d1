package io.lexstream.inference;

import io.lexstream.inference.text.WellFormedText;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random texts: words of the tiny package, emoji, CJK, combining marks, control characters. */
public final class Texts {

  private static final List<String> PIECES =
      List.of(
          "Tim Cook",
          "Berlin",
          "Paris",
          "New York",
          "北京",
          "王明",
          "love",
          "bad",
          "idiot",
          "the",
          "city",
          "unknownword",
          "👍🏽",
          "👨‍👩‍👧",
          "❤️",
          "e\u0301",
          "a\u0300\u0301\u0302",
          "\u0000",
          "\uFFFD",
          "\u200F",
          "\u202E",
          "مدينة",
          "\u00A0",
          "\u3000",
          "\t",
          "\n",
          "\r\n",
          " ",
          "  ",
          ".",
          "!",
          "。",
          "，",
          "?!",
          "...",
          "(",
          "\"",
          "ß",
          "İ",
          "ﬁ",
          "\uD835\uDD04",
          "𠮷",
          "한국",
          "ｶﾞ",
          "[SEP]",
          "[CLS]");

  private Texts() {}

  /** Texts of up to {@code pieces} pieces, joined with and without spaces. */
  public static Arbitrary<String> any(int pieces) {
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(12, Arbitraries.of(PIECES)),
            net.jqwik.api.Tuple.of(
                1, Arbitraries.strings().ofMaxLength(6).map(WellFormedText::of)));
    Arbitrary<String> joint = Arbitraries.of(" ", " ", " ", "", ". ");
    return piece
        .tuple1()
        .flatMap(first -> joint.map(j -> first.get1() + j))
        .list()
        .ofMaxSize(pieces)
        .map(list -> list.stream().collect(Collectors.joining()));
  }
}
