package io.lexstream.inference.batching;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random rows, numbered from 0, most of them healthy. */
final class TestRows {

  private TestRows() {}

  static Arbitrary<List<TestRow>> withFailingOnes(int most) {
    var faults =
        Arbitraries.frequency(
            Tuple.of(12, TestRow.Fault.NONE),
            Tuple.of(1, TestRow.Fault.FAILS),
            Tuple.of(1, TestRow.Fault.NOT_FINITE));
    var lengths =
        Arbitraries.oneOf(
            Arbitraries.integers().between(1, 300), Arbitraries.integers().between(1, 20));
    return Combinators.combine(lengths, faults)
        .as((tokens, fault) -> new TestRow(0, tokens, fault))
        .list()
        .ofMinSize(1)
        .ofMaxSize(most)
        .map(TestRows::numbered);
  }

  private static List<TestRow> numbered(List<TestRow> rows) {
    var numbered = new ArrayList<TestRow>();
    for (var row : rows) {
      numbered.add(new TestRow(numbered.size(), row.tokens(), row.fault()));
    }
    return numbered;
  }
}
