package io.lexstream.loadtest.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which the systems of a round are measured: a Williams design (Williams, 1949). Over
 * as many rounds as there are systems, or twice as many for an odd number, each system has every
 * position equally often and follows every other system equally often.
 */
final class MeasurementOrder {

  private MeasurementOrder() {}

  /**
   * The order of a round.
   *
   * @param round number of the round, from 0
   */
  static <T> List<T> of(List<T> systems, int round) {
    int count = systems.size();
    var turns = new ArrayList<T>();
    for (int position = 0; position < count; position++) {
      // 0, 1, n - 1, 2, n - 2, ...: each pair of neighbours has a different distance.
      int from = position % 2 == 1 ? (position + 1) / 2 : count - position / 2;
      turns.add(systems.get((from + round) % count));
    }
    if (count % 2 == 1 && round / count % 2 == 1) {
      Collections.reverse(turns);
    }
    return turns;
  }
}
