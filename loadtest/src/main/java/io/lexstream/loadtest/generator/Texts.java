package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Sample;
import java.util.random.RandomGenerator;

/** An unlimited source of texts. Not thread safe. */
public interface Texts {

  /** The next text, determined by {@code random}. */
  Sample next(RandomGenerator random);
}
