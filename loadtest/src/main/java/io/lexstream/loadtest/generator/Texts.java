package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Sample;
import java.util.random.RandomGenerator;

/** A source of texts without end. Not thread safe. */
public interface Texts {

  /** The next text, chosen by {@code random} alone. */
  Sample next(RandomGenerator random);
}
