package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.cli.demo.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Texts as they were sampled, whole. Each comes once before any comes again, so that any number of
 * rounds through the corpus is the same work in another order.
 */
public final class WholeTexts implements Texts {

  private final List<Sample> samples;
  private int given;

  public WholeTexts(Corpus corpus) {
    this.samples = new ArrayList<>(corpus.samples());
  }

  @Override
  public Sample next(RandomGenerator random) {
    if (given == samples.size()) {
      given = 0;
    }
    // One step of a Fisher-Yates shuffle a text.
    int chosen = random.nextInt(given, samples.size());
    var sample = samples.get(chosen);
    samples.set(chosen, samples.get(given));
    samples.set(given++, sample);
    return sample;
  }
}
