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
 * @param name short name, as in reports
 * @param documents number of documents in a round
 * @param lengths distribution of text lengths; empty: whole texts as sampled
 */
public record Scenario(String name, int documents, Optional<Lengths> lengths) {

  private static final long SEED = 20_240_601;

  /** The language of all texts, which is that of the package that every system runs. */
  private static final String LANGUAGE = "en";

  /** The documents of the scenario: the same in each run. */
  Workload workload(Corpus corpus, TokenCounter counter) {
    var english = corpus.in(LANGUAGE);
    var texts =
        lengths
            .<Texts>map(wanted -> new CutTexts(english, wanted, counter))
            .orElseGet(() -> new WholeTexts(english));
    return Workload.of(DocumentStream.of(LANGUAGE, texts, SEED), documents);
  }

  /** Describes the lengths of the texts. */
  public String description() {
    return lengths.map(Lengths::description).orElse("whole texts, as sampled");
  }
}
