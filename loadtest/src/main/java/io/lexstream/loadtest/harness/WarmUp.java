package io.lexstream.loadtest.harness;

import io.lexstream.loadtest.systems.SystemName;
import io.lexstream.loadtest.workload.Workload;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The workloads that warm a system up. HotSpot compiles code after about ten thousand calls. Whole
 * texts take a model tens of milliseconds each, so warming up with them alone takes longer than a
 * benchmark, and compilation took a tenth of the measured CPU time.
 */
final class WarmUp {

  /** Factor by which the host's workload is larger, so that a drain takes about as long. */
  static final int HOST_TIMES = 16;

  /** The host runs no model, so it warms up with whole texts only. */
  private static final int HOST_DRAINS = 6;

  private static final int BRIEF_TIMES = 10;
  private static final int BRIEF_DRAINS = 3;

  /** The main figure is that of the pipeline, so it warms up longer. */
  private static final int PIPELINE_BRIEF_DRAINS = 6;

  private static final int WHOLE_DRAINS = 2;

  private WarmUp() {}

  /** The workloads to drain, in order. */
  static List<Workload> of(SystemName system, Workload workload) {
    if (system == SystemName.CEILING) {
      return Collections.nCopies(WHOLE_DRAINS, workload);
    }
    if (system == SystemName.HOST) {
      return Collections.nCopies(HOST_DRAINS, workload.times(HOST_TIMES));
    }
    var brief = workload.brief().times(BRIEF_TIMES);
    return Stream.of(
            Collections.nCopies(
                system == SystemName.PIPELINE ? PIPELINE_BRIEF_DRAINS : BRIEF_DRAINS, brief),
            Collections.nCopies(WHOLE_DRAINS, workload))
        .flatMap(List::stream)
        .toList();
  }
}
