package io.lexstream.loadtest.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * In which order systems take their turns, round by round: a Williams design (Williams, 1949). Over
 * as many rounds as there are systems, or twice as many for an odd number, each has every place
 * equally often and follows every other equally often.
 */
final class Turns {

  private Turns() {}

  /**
   * The order of a round.
   *
   * @param round from 0 on
   */
  static <T> List<T> of(List<T> systems, int round) {
    int count = systems.size();
    var turns = new ArrayList<T>();
    for (int place = 0; place < count; place++) {
      // 0, 1, n - 1, 2, n - 2, ...: neighbours differ by another number each time.
      int from = place % 2 == 1 ? (place + 1) / 2 : count - place / 2;
      turns.add(systems.get((from + round) % count));
    }
    if (count % 2 == 1 && round / count % 2 == 1) {
      Collections.reverse(turns);
    }
    return turns;
  }
}
