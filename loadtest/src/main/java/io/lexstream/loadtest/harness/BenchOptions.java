package io.lexstream.loadtest.harness;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Inputs and outputs of a run.
 *
 * @param model the package that every system runs
 * @param samples folder of texts
 * @param folder folder for measurements, reports and logs; a run continues an earlier run of the
 *     same plan in the same folder
 * @param python interpreter with the requirements of the Python baselines; empty: they are not run
 * @param baselines folder of the Python baselines
 * @param fresh whether to repeat the measurements that the folder contains
 */
public record BenchOptions(
    Path model, Path samples, Path folder, Optional<Path> python, Path baselines, boolean fresh) {

  /** Folder for the logs of all processes. */
  Path logs() {
    return folder.resolve("logs").toAbsolutePath();
  }
}
