package io.lexstream.inference.batching;

import java.util.LinkedHashMap;
import java.util.function.Supplier;
import java.util.function.IntSupplier;

/**
 * Prints the padding ratio of two policies: 32 rows in order of arrival, and the token budget. The
 * seed is fixed, so the figures are the same on every machine.
 */
public final class PaddingComparison {

  private static final int SEED = 1;
  private static final int ROWS = 100_000;
  private static final int[] WAITING = {16, 64, 256, 1024};
  private static final int[] BUDGETS = {256, 1024, 4096};

  private PaddingComparison() {}

  public static void main(String[] args) {
    var lengths = new LinkedHashMap<String, Supplier<IntSupplier>>();
    lengths.put("reviews", () -> RowLengths.ofReviews(SEED));
    lengths.put("lognormal, median 60", () -> RowLengths.lognormal(60, 0.7, SEED));
    lengths.put("lognormal, median 25", () -> RowLengths.lognormal(25, 0.8, SEED));

    System.out.printf("%-22s %8s   %-18s %8s %12s%n", "lengths", "waiting", "policy", "padding", "rows/batch");
    lengths.forEach(
        (name, rows) -> {
          for (int waiting : WAITING) {
            print(name, waiting, "32 rows, in order", new Load(rows.get(), waiting, ROWS).firstComeFirstServed(32));
            for (int budget : BUDGETS) {
              print(name, waiting, "budget " + budget, new Load(rows.get(), waiting, ROWS).byTokenBudget(budget));
            }
          }
        });
  }

  private static void print(String lengths, int waiting, String policy, Load.Total total) {
    System.out.printf(
        "%-22s %8d   %-18s %8.3f %12.1f%n",
        lengths, waiting, policy, total.shape().paddingRatio(), total.rowsPerBatch());
  }
}
