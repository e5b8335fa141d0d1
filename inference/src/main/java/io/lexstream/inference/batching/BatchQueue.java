package io.lexstream.inference.batching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Waiting rows, in order of arrival and in order of length at once, and the batches formed of them.
 * Not safe for use by many threads.
 *
 * <p>A batch always has the oldest row, so a row waits at most for as many batches as there were
 * rows before it. It grows by the row nearest in length to the oldest, shorter or longer, while the
 * budget allows. Of the batches passed on the way the one with the best {@link
 * TokenBudget#efficiency} is taken: when few rows wait, the nearest may be so far that running it
 * later, among its like, costs less than its padding.
 *
 * <p>Adding a row and taking it out both cost O(log waiting): growth looks at most at a fixed
 * multiple of the rows it takes.
 */
final class BatchQueue<E extends Row> implements WaitingRows<E> {

  /**
   * Growth stops when this many times the best batch's rows, and some more, brought nothing better.
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

  /** A row's place in both orders. A class, not a record: two places are never equal. */
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
