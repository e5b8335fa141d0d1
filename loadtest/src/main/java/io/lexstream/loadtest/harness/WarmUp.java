package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.workload.Workload;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a system is given before its first round. HotSpot goes on compiling until it has met most of
 * the code ten thousand times; with whole texts, which take a model tens of milliseconds each, that
 * lasts longer than a benchmark, and took a tenth of the CPU time that was measured.
 */
final class WarmUp {

  /** The host answers so many times as many documents in the same time. */
  static final int HOST_TIMES = 16;

  /** The host has nothing but code to run: all of its warm-up is whole texts. */
  private static final int HOST_DRAINS = 6;

  private static final int BRIEF_TIMES = 10;
  private static final int BRIEF_DRAINS = 3;

  /** The main figure is the pipeline's. */
  private static final int PIPELINE_BRIEF_DRAINS = 6;

  private static final int WHOLE_DRAINS = 2;

  private WarmUp() {}

  /** Workloads to drain, one after another. */
  static List<Workload> of(String system, Workload workload) {
    if (system.equals("ceiling")) {
      return Collections.nCopies(WHOLE_DRAINS, workload);
    }
    if (system.equals(Bench.HOST)) {
      return Collections.nCopies(HOST_DRAINS, workload.times(HOST_TIMES));
    }
    var brief = workload.brief().times(BRIEF_TIMES);
    return Stream.of(
            Collections.nCopies(
                system.equals("pipeline") ? PIPELINE_BRIEF_DRAINS : BRIEF_DRAINS, brief),
            Collections.nCopies(WHOLE_DRAINS, workload))
        .flatMap(List::stream)
        .toList();
  }
}
