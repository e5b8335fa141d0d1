package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.cli.demo.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Whole texts as sampled. Each is returned once before any is returned again, so that each pass
 * over the corpus is the same work in a different order.
 */
public final class WholeTexts implements Texts {

  private final List<Sample> samples;
  private int returned;

  public WholeTexts(Corpus corpus) {
    this.samples = new ArrayList<>(corpus.samples());
  }

  @Override
  public Sample next(RandomGenerator random) {
    if (returned == samples.size()) {
      returned = 0;
    }
    // One step of a Fisher-Yates shuffle for each text.
    int chosen = random.nextInt(returned, samples.size());
    var sample = samples.get(chosen);
    samples.set(chosen, samples.get(returned));
    samples.set(returned++, sample);
    return sample;
  }
}
