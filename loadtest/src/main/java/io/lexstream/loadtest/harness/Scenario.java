package io.lexstream.loadtest.harness;

import io.lexstream.cli.demo.Corpus;
import io.lexstream.loadtest.generator.CutTexts;
import io.lexstream.loadtest.generator.DocumentStream;
import io.lexstream.loadtest.generator.Lengths;
import io.lexstream.loadtest.generator.Texts;
import io.lexstream.loadtest.generator.TokenCounter;
import io.lexstream.loadtest.generator.WholeTexts;
import io.lexstream.loadtest.workload.Workload;
import java.util.Optional;

/**
 * One kind of load.
 *
 * @param name short, as in file names
 * @param documents documents in a round
 * @param lengths how long texts are; empty: whole, as they were sampled
 */
public record Scenario(String name, int documents, Optional<Lengths> lengths) {

  private static final long SEED = 20_240_601;

  /** The language of all texts: that of the package that every system runs. */
  private static final String LANGUAGE = "en";

  /** The scenario's documents, always the same. */
  Workload workload(Corpus corpus, TokenCounter counter) {
    var english = corpus.in(LANGUAGE);
    var texts =
        lengths
            .<Texts>map(wanted -> new CutTexts(english, wanted, counter))
            .orElseGet(() -> new WholeTexts(english));
    return Workload.of(DocumentStream.of(LANGUAGE, texts, SEED), documents);
  }

  /** How long its texts are, in words. */
  public String description() {
    return lengths.map(Lengths::description).orElse("whole texts, as sampled");
  }
}
