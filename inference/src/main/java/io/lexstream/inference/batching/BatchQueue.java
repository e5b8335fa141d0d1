package io.lexstream.inference.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Waiting rows, sorted by arrival and by length, and the batches formed from them. Not thread safe.
 *
 * <p>A batch always contains the oldest row, so a row waits for at most as many batches as there
 * were rows before it. The batch grows by the row nearest in length to the oldest, shorter or
 * longer, while the budget allows. Of all sizes reached this way, the one with the best {@link
 * TokenBudget#efficiency} is taken. When few rows wait, the nearest row may be so different in
 * length that its padding costs more than running it later with similar rows.
 *
 * <p>Adding a row and taking it out both cost O(log waiting), because growth looks at no more than
 * a fixed multiple of the rows it takes.
 */
final class BatchQueue<E extends Row> implements WaitingRows<E> {

  /**
   * Growth stops after this many times the rows of the best batch, plus {@link #LOOK_AHEAD_ROWS},
   * without a better batch.
   */
  private static final int LOOK_AHEAD_FACTOR = 2;

  private static final int LOOK_AHEAD_ROWS = 16;

  private final TokenBudget budget;
  private final LinkedHashSet<Place<E>> byArrival = new LinkedHashSet<>();
  private final TreeSet<Place<E>> byLength =
      new TreeSet<>(
          Comparator.<Place<E>>comparingInt(place -> place.tokens)
              .thenComparingLong(place -> place.arrival));
  private long arrivals;
  private long tokens;

  BatchQueue(TokenBudget budget) {
    this.budget = budget;
  }

  @Override
  public void add(E row) {
    var place = new Place<>(row, row.tokens(), arrivals++);
    byArrival.add(place);
    byLength.add(place);
    tokens += place.tokens;
  }

  @Override
  public int size() {
    return byArrival.size();
  }

  @Override
  public boolean isEmpty() {
    return byArrival.isEmpty();
  }

  @Override
  public boolean fillsABatch() {
    return tokens >= budget.tokens();
  }

  @Override
  public E oldest() {
    return first().row;
  }

  @Override
  public List<E> takeBatch() {
    return take(bestAround(first()));
  }

  @Override
  public List<E> takeAll() {
    return take(List.copyOf(byArrival));
  }

  private Place<E> first() {
    return byArrival.iterator().next();
  }

  private List<Place<E>> bestAround(Place<E> oldest) {
    var shorterOnes = byLength.headSet(oldest, false).descendingIterator();
    var longerOnes = byLength.tailSet(oldest, false).iterator();
    var shorter = nextOrNull(shorterOnes);
    var longer = nextOrNull(longerOnes);

    var grown = new ArrayList<Place<E>>();
    grown.add(oldest);
    int longest = oldest.tokens;
    long realTokens = oldest.tokens;
    int bestRows = 1;
    double bestEfficiency = budget.efficiency(realTokens, 1, longest);
    while ((shorter != null || longer != null)
        && grown.size() < LOOK_AHEAD_FACTOR * bestRows + LOOK_AHEAD_ROWS) {
      boolean longerIsNearer =
          longer != null
              && (shorter == null
                  || longer.tokens - oldest.tokens < oldest.tokens - shorter.tokens);
      var nearest = longerIsNearer ? longer : shorter;
      if (!budget.allows(grown.size() + 1, Math.max(longest, nearest.tokens))) {
        if (!longerIsNearer) {
          break;
        }
        longer = null;
        continue;
      }
      grown.add(nearest);
      longest = Math.max(longest, nearest.tokens);
      realTokens += nearest.tokens;
      double efficiency = budget.efficiency(realTokens, grown.size(), longest);
      if (efficiency >= bestEfficiency) {
        bestEfficiency = efficiency;
        bestRows = grown.size();
      }
      if (longerIsNearer) {
        longer = nextOrNull(longerOnes);
      } else {
        shorter = nextOrNull(shorterOnes);
      }
    }
    return grown.subList(0, bestRows);
  }

  private List<E> take(List<Place<E>> places) {
    var rows = new ArrayList<E>(places.size());
    for (var place : places) {
      byArrival.remove(place);
      byLength.remove(place);
      tokens -= place.tokens;
      rows.add(place.row);
    }
    return rows;
  }

  private static <P> P nextOrNull(Iterator<P> iterator) {
    return iterator.hasNext() ? iterator.next() : null;
  }

  /** A row's place in both orders. A class, not a record, because two places are never equal. */
  private static final class Place<E> {

    private final E row;
    private final int tokens;
    private final long arrival;

    private Place(E row, int tokens, long arrival) {
      this.row = row;
      this.tokens = tokens;
      this.arrival = arrival;
    }
  }
}
