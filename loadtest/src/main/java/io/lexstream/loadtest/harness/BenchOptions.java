package io.lexstream.loadtest.harness;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run takes its parts from and what it leaves.
 *
 * @param model the package that every system runs
 * @param samples folder of texts
 * @param folder for what was measured, reports and logs; of another run of the same plan it is
 *     continued
 * @param python interpreter with the baselines' requirements; empty: they are not run
 * @param baselines folder of the Python baselines
 * @param fresh whether to measure again what the folder has already
 */
public record BenchOptions(
    Path model, Path samples, Path folder, Optional<Path> python, Path baselines, boolean fresh) {}
